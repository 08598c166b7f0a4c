"""How names sound and look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.normalize.pinyin import accent_key, pinyin_key, reading
from schema.normalize.similar_shapes import likeness, look_alikes, text_likeness
from tests.schema.strategies import person_names, typed


@pytest.mark.parametrize(
    ("surname", "sound"),
    [
        ("仇", "qiu"), ("曾", "zeng"), ("解", "xie"), ("查", "zha"), ("单", "shan"), ("区", "ou"), ("朴", "piao"),
        ("盖", "ge"), ("缪", "miao"), ("翟", "zhai"), ("尉迟", "yu chi"), ("万俟", "mo qi"), ("长孙", "zhang sun"),
        ("令狐", "ling hu"), ("吕", "lv"), ("欧阳", "ou yang"),
    ],
)  # fmt: skip
def test_surnames_have_their_own_reading(surname: str, sound: str) -> None:
    assert pinyin_key(f"{surname}建国") == f"{sound} jian guo"


def test_the_reading_of_a_surname_is_for_surnames() -> None:
    assert pinyin_key("李单") == "li dan"
    assert reading("单位") == "dan wei"


@pytest.mark.parametrize(("first", "second"), [("李建国", "李建过"), ("王晓红", "王小红"), ("陈丽", "陈莉")])
def test_homophones_sound_alike(first: str, second: str) -> None:
    assert pinyin_key(first) == pinyin_key(second)


@pytest.mark.parametrize(("first", "second"), [("李珍", "李增"), ("陈兰", "陈南"), ("胡林", "符林"), ("张三", "脏山")])
def test_accents_merge_more(first: str, second: str) -> None:
    assert pinyin_key(first) != pinyin_key(second)
    assert accent_key(pinyin_key(first)) == accent_key(pinyin_key(second))


def test_a_lost_character_stays_lost() -> None:
    assert pinyin_key("张*三") == "zhang * san"
    assert pinyin_key("买买提·艾力") == pinyin_key("买买提艾力")


@given(person_names())
def test_one_syllable_a_character_and_accents_settle(name: str) -> None:
    key = pinyin_key(name)
    assert len(key.split(" ")) == len(name)
    assert accent_key(accent_key(key)) == accent_key(key)


@given(typed, typed)
def test_likeness_is_symmetric_and_complete_only_for_the_same(first: str, second: str) -> None:
    assert text_likeness(first, second) == text_likeness(second, first)
    assert (text_likeness(first, second) == 1.0) == (first == second)


@given(st.sampled_from("埃未己太日洁"))
def test_look_alikes_are_known_both_ways(character: str) -> None:
    alike = look_alikes(character)
    assert alike
    assert character not in alike
    assert all(character in look_alikes(other) and 0.95 <= likeness(character, other) < 1 for other in alike)


def test_a_name_copied_by_eye() -> None:
    assert text_likeness("王未", "王末") > 0.95
    assert text_likeness("王未", "王小") == 0
    assert text_likeness("王未", "王未来") == 0
