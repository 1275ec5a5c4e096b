"""What a person's name looks like, and the letters and professions that qualify its bearer."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

from detector.lazy import regex


def _patterns() -> str:
    text = files("detector.criteria").joinpath("data/not_names.csv").read_text("utf-8")
    return "|".join(row["pattern"] for row in csv.DictReader(text.splitlines()))


WORD = r"[A-ZÀ-Þ](?:[’'][A-Z])?[\w’'\-]*[a-zß-ÿ]|[A-Z]{2,}(?:-[A-Z]+)?"
NAME = (
    r"(?:(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms)\.? )?"
    rf"(?:(?:{WORD}|[A-Z]\.) )(?:(?:[A-Z]\.?(?: ?[A-Z]\.)?|de|da|di|van|von|der|den|del|la|le|bin|"
    rf"al|el) |(?:{WORD}) ){{0,3}}(?:{WORD})"
)
DOCTOR = rf"(?:Dr|Prof)\.? (?:{WORD})"
PERSON = regex(rf"(?:{NAME}|{DOCTOR})")
# What stands in the names of bodies, sites and sections, but in no name of a person.
BODIES = regex(rf"\b(?:{_patterns()})\b", re.IGNORECASE)
CREDENTIAL = regex(
    r"(?:,|\(|\s|^)\s*(?:M\.?D\.?|D\.?O\.?|Ph\.?\s?D\.?|M\.?B\.?B\.?S\.?|MBChB|BMBS|R\.?N\.?|BSN|"
    r"MSN|NP|FNP(?:-[A-Z]+)?|APRN|CRNP|CNM|DNP|PA-C|R\.?D\.?N?\.?|LDN?|CDCES|CDE|CNS|Pharm\.?D\.?|"
    r"RPh|BCPS|DDS|DMD|DPT|DVM|VMD|MPH|DrPH|MHA|MHS|M\.?Sc\.?|M\.?S\.?|MSc|BSc|Psy\.?D\.?|"
    r"Ed\.?D\.?|"
    r"LCSW(?:-\w+)?|LMFT|LPC|LMHC|LCMHC|OTR/L|CSCS|FACP|FACS|FAAP|FACC|FACOG|FAAFP|FAND|FRCP\w*|"
    r"FRCS\w*|MRCGP|MRCP\w*|FRACGP|FASA|FOMA|DABOM|DipABLM|ND|DC)(?![\w’'])"
)
PROFESSION = regex(
    r"\b(?:physicians?|doctors? (?:of|at|in|who)|surgeons?|(?:registered|licensed|certified|"
    r"clinical"
    r"|board.certified|practi[cs]ing|family|consultant|general) (?:[a-z]+ ){0,2}(?:nurse|"
    r"dieti[ct]ian|"
    r"nutritionist|pharmacist|doctor|practitioner|psychologist|psychiatrist|therapist|counsell?or|"
    r"midwife|trainer|dentist|veterinarian)|nurse practitioner|pharmacist|psychiatrist|"
    r"psychologist|"
    r"dieti[ct]ian|epidemiologist|(?:[a-z]+)ologist\b|(?:associate |assistant |adjunct |clinical )?"
    r"professor|lecturer|postdoctoral|research fellow|department of [A-Z]|school of (?:medicine|"
    r"public health|nursing)|medical (?:college|school|director|officer|writer))",
    re.IGNORECASE,
)
