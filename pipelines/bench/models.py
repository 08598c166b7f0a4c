"""The models that a bench can run: the hub's own person model, and model files."""

from importlib import resources

from matching.model import LinkageModel
from matching.model_file.building import linkage_model
from matching.model_file.reading import parse, read_model_file
from matching.model_file.words import ModelFile
from matching.models.person import PERSON

OWN = "person"
"""The hub's person model, for which another engine has the nearest that a model file can say."""
_DATA = resources.files("pipelines.bench")


def ours(name: str) -> LinkageModel:
    """The model that our engine runs."""
    return PERSON if name == OWN else linkage_model(read_model_file(name))


def plain(name: str) -> ModelFile:
    """The model that another engine runs."""
    if name == OWN:
        file = "person.toml"
        return parse(_DATA.joinpath(file).read_text(encoding="utf-8"), file)
    return read_model_file(name)


def is_declared(name: str) -> bool:
    """Whether the model says all its m and u."""
    return name == OWN or plain(name).is_declared
