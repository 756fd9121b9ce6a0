"""Where Python enters compiled code: functions of addresses and plain numbers, called as functions of C are.

Their machine code, once kept, is taken into memory by LLVM alone: a second of importing and preparing numba is not waited for.
"""

import ctypes
import json
import os
from collections.abc import Callable
from functools import cache, update_wrapper
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import Any, cast

from sim.kernel import kept

C_FORMS: dict[str, Any] = {"q": ctypes.c_int64, "d": ctypes.c_double}
WELL = (0, -2)  # what numba's functions return where nothing is wrong (a value, None)
# what the code may ask of the C library: where it asks for more, numba has to be there
FROM_C = {"exp", "log", "log2", "pow", "sqrt", "floor", "ceil", "memset", "memcpy", "memmove"}
KNOWN: list["Entry"] = []


class Entry:
    """A function that Python calls with addresses and numbers; compiled, or taken from where it was kept, at its first call."""

    _lock = RLock()
    _there = False

    def __init__(self, function: Any) -> None:
        update_wrapper(self, function)
        self.py_func = function
        self.made: dict[str, Callable[..., Any]] = {}
        KNOWN.append(self)

    def __call__(self, *given: Any) -> Any:
        forms = "".join(["d" if isinstance(one, float) else "q" for one in given])
        return (self.made.get(forms) or self._make(forms))(*given)

    def _make(self, forms: str) -> Callable[..., Any]:
        with self._lock:
            if forms not in self.made:
                self.made[forms] = self._found(forms) or self._compiled_once(forms)
            return self.made[forms]

    def is_there(self) -> bool:
        """Return whether it is compiled for the forms that it declares, by this process or an earlier one."""
        if not self._there:
            forms = self._declared()
            file = self._file(forms)
            self._there = forms in self.made or (file is not None and file.exists())
        return self._there

    def prepare(self) -> None:
        """Compile it for the forms that it declares, if it is not there."""
        self._make(self._declared())

    def _declared(self) -> str:
        given = {**self.py_func.__annotations__, "return": None}
        return "".join(["d" if one is float else "q" for name, one in given.items() if name != "return"])

    def _file(self, forms: str) -> Path | None:
        return kept.file_of(self.py_func, (forms, _machine()))

    def _found(self, forms: str) -> Callable[..., Any] | None:
        file = self._file(forms)
        code = kept.read(file) if file else None
        return _callable(code, forms) if code else None

    def _compiled_once(self, forms: str) -> Callable[..., Any]:
        with kept.alone():
            return self._found(forms) or self._compiled(forms)

    def _compiled(self, forms: str) -> Callable[..., Any]:
        from sim.kernel import linked

        code, symbol, returns, asked = linked.entry(self.py_func, forms)
        if returns is None or not asked <= FROM_C:
            return cast(Callable[..., Any], linked.dispatcher(self.py_func, {}))
        packed = json.dumps([symbol, returns]).encode() + b"\n" + code
        file = self._file(forms)
        if file:
            kept.write(file, packed)
        return _callable(packed, forms)


def _callable(kept_code: bytes, forms: str) -> Callable[..., Any]:
    head, _, code = kept_code.partition(b"\n")
    symbol, returns = json.loads(head)
    address = _in_memory(symbol, code)
    called = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *(C_FORMS[one] for one in forms))(
        address
    )
    answer_form = C_FORMS.get(returns, ctypes.c_void_p)

    def call(*given: Any) -> Any:
        answer, wrong = answer_form(), ctypes.c_void_p()
        if called(ctypes.addressof(answer), ctypes.addressof(wrong), *given) not in WELL:
            raise RuntimeError(f"compiled code raised an error; SIM_CHECK_BOUNDS=1 says which ({symbol})")
        return answer.value if returns else None

    return call


def _in_memory(symbol: str, code: bytes) -> int:
    import llvmlite.binding as llvm

    engine = _engine()
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return int(engine.get_function_address(symbol))


@cache
def _engine() -> Any:
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine()
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)


@cache
def _machine() -> tuple[object, ...]:
    """Return what compiled code depends on beside the source: the processor, numba and how it is set."""
    import llvmlite
    import llvmlite.binding as llvm

    found = find_spec("numba")
    numba = Path(str(found and found.origin)).with_name("_version.py").read_bytes()
    set_so = sorted((key, value) for key, value in os.environ.items() if key.startswith("NUMBA_"))
    processor = llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    return processor, llvmlite.__version__, numba, tuple(set_so)
