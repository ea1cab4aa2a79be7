"""CPR numbers and names that look like those of persons and are nobody's."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_FEMALE = (
    "Alvina",
    "Birdie",
    "Cirkeline",
    "Dagnya",
    "Elvine",
    "Fjora",
    "Gudlin",
    "Havina",
    "Irmelin",
    "Jorunna",
    "Kirsemaj",
    "Lunette",
    "Myrtel",
    "Nivia",
    "Ofelie",
    "Perline",
    "Runeva",
    "Solvilde",
    "Tulipa",
    "Vindie",
)
_MALE = (
    "Asgrim",
    "Bjarkur",
    "Calvin-Bo",
    "Dragan-Ole",
    "Egebert",
    "Fridolf",
    "Grimmur",
    "Holgar",
    "Ivarius",
    "Jernulf",
    "Kvistian",
    "Lindorm",
    "Mossebo",
    "Nordulf",
    "Orlando-Per",
    "Pilbert",
    "Rasmarius",
    "Stenulf",
    "Torbenius",
    "Viggolin",
)
_LAST = (
    "borg",
    "dal",
    "eng",
    "fjord",
    "gaard",
    "holm",
    "krog",
    "lund",
    "mark",
    "næs",
    "odde",
    "rup",
    "skov",
    "toft",
    "vang",
    "ager",
    "bæk",
    "høj",
    "kær",
    "sund",
)


def make_cpr_numbers(birth: np.ndarray, female: np.ndarray) -> pa.Array:
    """A made-up number ddmmyy-xxxx for each synthetic person: unique, with the date of birth and an even last digit for
    women. Called once, when all birthdays are settled. birth: days since 1970-01-01. The seventh digit is 0-3 for those
    born before 2000, else 4-9. Serial numbers are counted up, so nothing is done to fulfil or to break modulus 11."""
    order = np.lexsort((np.arange(len(birth)), female, birth))
    key = birth[order] * 2 + female[order]
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    rank = np.arange(len(birth)) - np.repeat(begins, np.diff(np.r_[begins, len(birth)]))
    serial = np.empty(len(birth), dtype=np.int64)
    serial[order] = rank
    born = birth.astype("datetime64[D]")
    young = born >= np.datetime64("2000-01-01")
    room = np.where(young, 3000, 2000)
    # Where the serial numbers begin differs from date to date, so that the numbers look drawn though none is.
    offset = (birth * 7919) % 1000
    last = np.where(young, 4000, 0) + 2 * ((offset + 7 * serial) % room) + ~female.astype(bool)
    text = pc.strftime(pa.array(born), format="%d%m%y")
    return pc.binary_join_element_wise(text, pc.utf8_lpad(pa.array(last).cast(pa.string()), 4, "0"), "-")


def make_names(female: np.ndarray, household: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """By person an invented first name, and a surname that begins with Demo and is the same for a whole household: no
    real person is meant. Called once, for all synthetic persons. female, household: by person; household is its
    number."""
    picked = rng.integers(0, 20, len(female))
    first = pa.array(_FEMALE + _MALE).take(pa.array(np.where(female, picked, picked + 20)))
    last = pa.array([f"Demo{ending}" for ending in _LAST]).take(pa.array(household * 13 % 20))
    return pc.binary_join_element_wise(first, last, " ")
