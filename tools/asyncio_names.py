"""Prints what CPython's asyncio offers, as JSON: each name of asyncio.__all__ with its public members.

    python3.13 tools/asyncio_names.py

The output for 3.13 stands in asyncio_names.json. Of later versions only what they add stands there.

A member is listed with the class that introduces it: what overrides a member of another class of __all__ is not listed
again. What a class takes from a private base (a mixin) counts as its own.
"""

import asyncio
import inspect
import json
import sys

SPECIAL = {
    "__aenter__", "__aexit__", "__aiter__", "__anext__", "__await__", "__class_getitem__",
    "__del__", "__enter__", "__exit__", "__iter__",
}


def members(cls, public):
    bases = cls.__mro__[1:]
    inherited = {name for base in bases if base in public for name in dir(base)}
    own = [cls, *(base for base in bases if base not in public and base.__module__.startswith("asyncio"))]
    names = {name for part in own for name in vars(part) if not name.startswith("_") or name in SPECIAL}
    return sorted(names - inherited)


def main():
    values = {name: getattr(asyncio, name) for name in asyncio.__all__}
    public = {value for value in values.values() if inspect.isclass(value)}
    listing = {}
    for name in sorted(values):
        value = values[name]
        is_plain = not inspect.isclass(value) or issubclass(value, BaseException)
        listing[name] = [] if is_plain else members(value, public)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    print(json.dumps({version: listing}, indent=2))


main()
