"""A secret is named in the configuration and read when it is needed: from the environment or from a file."""

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidatorFunctionWrapHandler, model_validator
from pydantic_core import PydanticCustomError

from schema.errors import SettingsError

_NAMED = 'a secret is named, never written: use either { env = "NAME" } or { file = "path" }'


class Secret(BaseModel):
    """`{ env = "NAME" }` or `{ file = "path" }`; the path is relative to hub.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    env: str | None = None
    file: Path | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _named_not_written(cls, given: Any, handler: ValidatorFunctionWrapHandler) -> "Secret":
        if not isinstance(given, dict | Secret):
            raise PydanticCustomError("inline_secret", _NAMED)
        secret: Secret = handler(given)
        if (secret.env is None) == (secret.file is None):
            raise PydanticCustomError("inline_secret", _NAMED)
        return secret

    def read(self, base: Path, where: str) -> str:
        """The secret itself; SettingsError if the variable is not set, or the file not readable or empty."""
        text = os.environ.get(self.env, "") if self.env else _file_text(base / (self.file or ""), where)
        if not text.strip():
            raise SettingsError(
                f"the secret is empty or not set ({'variable ' + self.env if self.env else 'file ' + str(self.file)})",
                where=where,
                next_step=f"set {self.env} in the environment" if self.env else "write the secret into that file",
            )
        return text.strip()


def _file_text(path: Path, where: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the secret's file cannot be read ({type(error).__name__})",
            where=where,
            next_step="check the path (it is relative to hub.toml) and who may read it",
        ) from None
