"""How numba is made to compile what calls what in one go: a function called by another is a part of it, not a program of its own.

By itself numba optimises and finishes every function on its own, wrapped for Python and for C, and each caller with copies of
all that it calls: most of the time it took to compile the engine. Here a function that compiled code calls is only
translated; what calls it from Python links all parts together and is optimised and finished once.

And an index is taken as it is written: numba would ask at each access whether it counts from the end of an array, which none
of ours does (with bounds checked, one below nought is an error); to leave that out takes an eighth off the time of the loop.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite.binding import Linkage
from numba.core import compiler, types, typing
from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target
from numba.np import arrayobj

_ours = threading.local()
_counted_from_the_end = arrayobj.fix_integer_index


def _index(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    if not getattr(_ours, "depth", 0):
        return _counted_from_the_end(context, builder, kind, index, size)
    return context.cast(builder, index, kind, types.intp if kind.signed else types.uintp)


arrayobj.fix_integer_index = _index


@contextmanager
def _as_written() -> Iterator[None]:
    """Take indices as they are written in what this thread translates meanwhile."""
    _ours.depth = getattr(_ours, "depth", 0) + 1
    try:
        yield
    finally:
        _ours.depth -= 1


class CalledLibrary(JITCodeLibrary):  # type: ignore[misc]
    """The translated code of a function that others call: neither optimised nor finished."""

    def add_llvm_module(self, module: Any) -> None:
        """Take the function's code in as it is."""
        module.data_layout = self._codegen._data_layout
        self._final_module.link_in(module)

    def add_linking_library(self, library: Any) -> None:
        """Remember what this one calls."""
        self._linking_libraries.append(library)

    def finalize(self) -> None:
        """Close it; whoever calls it links in what it calls in turn."""
        self._finalized = True


class Whole(JITCodeLibrary):  # type: ignore[misc]
    """The code of a function that Python calls, with all parts that it reaches."""

    def add_linking_library(self, library: Any) -> None:
        """Link in a part, and the parts that it calls."""
        if library in self._linking_libraries:
            return
        super().add_linking_library(library)
        for called in library._linking_libraries if isinstance(library, CalledLibrary) else ():
            self.add_linking_library(called)

    def _optimize_final_module(self) -> None:
        """Optimise all of it together; what the parts are is nobody else's, so they may be dissolved into their callers."""
        for function in self._final_module.functions:
            if function.linkage == Linkage.linkonce_odr:
                function.linkage = Linkage.internal
        super()._optimize_final_module()


class _WholeCompiler(compiler.Compiler):  # type: ignore[misc]
    """numba's usual passes, into a library of ours."""

    def define_pipelines(self) -> Any:
        if self.state.library is None:
            self.state.library = Whole(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
            self.state.library.enable_object_caching()
        return super().define_pipelines()

    def compile_extra(self, func: Any) -> Any:
        """Compile a function, its indices as they are written."""
        with _as_written():
            return super().compile_extra(func)


PIPELINE = _WholeCompiler


class Parts:
    """The parts made of one function, by the types of its arguments."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.made: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def template(self, args: Any, kws: Any) -> Any:
        """Return what the type of a call is inferred from, having made the part it calls."""
        signature, args = self.function._compiler.fold_argument_types(args, kws)
        if args not in self.made:
            self.made[args] = self._make(args)
        name = self.function.py_func.__name__
        return typing.make_concrete_template(name, name, [self.made[args][1]]), signature, args, {}

    def overload(self, args: Any) -> Any:
        """Return the name under which the code of a part was entered."""
        return self.made[tuple(args)][0]

    def _make(self, args: tuple[Any, ...]) -> tuple[Any, Any]:
        context = cpu_target.target_context
        flags = compiler.Flags()
        cpu_target.options.parse_as_flags(flags, self.function.targetoptions)
        flags.no_cpython_wrapper = flags.no_cfunc_wrapper = flags.no_compile = True
        part = CalledLibrary(context.codegen(), self.function.py_func.__qualname__)
        with _as_written():
            made = compiler.compile_extra(
                cpu_target.typing_context, context, self.function.py_func, args, None, flags, {}, part
            )
        key = (self.function, args)
        context.insert_user_function(key, made.fndesc, [part])
        return key, made.signature
