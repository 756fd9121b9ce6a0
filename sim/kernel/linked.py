"""How numba is made to compile what calls what in one go: a function called by another is a part of it, not a program of its own.

By itself numba optimises and finishes every function on its own, wrapped for Python and for C, and each caller with copies of
all that it calls: most of the time it took to compile the engine. Here a function that compiled code calls is only
translated; what calls it from Python links all parts together and is optimised and finished once.

And an index is taken as it is written: numba would ask at each access whether it counts from the end of an array, which none
of ours does (with bounds checked, one below nought is an error); to leave that out takes an eighth off the time of the loop.
"""

from typing import Any

import numba
from llvmlite.binding import Linkage
from numba import carray as carray
from numba.core import compiler, typed_passes, types, typing, untyped_passes
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.registry import cpu_target
from numba.extending import intrinsic
from numba.np import arrayobj

from sim.kernel import quicker
from sim.kernel.kept import CHECK_BOUNDS

_counted_from_the_end = arrayobj.fix_integer_index


def _index(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    if not quicker.compiling():
        return _counted_from_the_end(context, builder, kind, index, size)
    return context.cast(builder, index, kind, types.intp if kind.signed else types.uintp)


arrayobj.fix_integer_index = _index


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
        self._make_parts_its_own()
        super()._optimize_final_module()

    def _make_parts_its_own(self) -> None:
        for function in self._final_module.functions:
            if function.linkage == Linkage.linkonce_odr:
                function.linkage = Linkage.internal


class EntryLibrary(Whole):
    """The code of a function that Python calls as one of C: an object file, for LLVM to take into memory."""

    code = b""

    def finalize(self) -> None:
        """Leave it open until all of it is translated."""

    def finish(self) -> bytes:
        """Link, optimise and return it."""
        with global_compiler_lock:
            super().finalize()
        return self.code

    def _optimize_final_module(self) -> None:
        """Optimise it in one round: numba has one before, for counts of references, of which there are none (a quarter)."""
        self._make_parts_its_own()
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)

    def _finalize_final_module(self) -> None:
        self.code, self._finalized = self._codegen._tm.emit_object(self._final_module), True

    def asks_for(self) -> list[str]:
        """Return which functions of others it calls."""
        names = [one.name for one in self._final_module.functions if one.is_declaration]
        return [name.removeprefix("numba_") for name in names if not name.startswith("llvm.")]


@register_pass(mutates_CFG=True, analysis_only=False)
class _Uncounted(typed_passes.NativeLowering):  # type: ignore[misc]
    """Lowering without counts of references: what is reached by address is kept alive by Python."""

    _name = "uncounted_lowering"

    def run_pass(self, state: Any) -> Any:
        """Lower one function."""
        state.targetctx.enable_nrt = False
        return super().run_pass(state)


class _PartCompiler(compiler.CompilerBase):  # type: ignore[misc]
    """Those of numba's passes that plain loops over records need: no closures, no expressions of whole arrays."""

    def define_pipelines(self) -> Any:
        passes = PassManager("part")
        for one in (
            untyped_passes.TranslateByteCode, untyped_passes.FixupArgs, untyped_passes.IRProcessing,
            untyped_passes.RewriteSemanticConstants, untyped_passes.DeadBranchPrune, untyped_passes.GenericRewrites,
            untyped_passes.ReconstructSSA, typed_passes.NopythonTypeInference, typed_passes.PreLowerStripPhis,
            typed_passes.IRLegalization, _Uncounted, typed_passes.NoPythonBackend,
        ):  # fmt: skip
            passes.add_pass(one, one.__name__)
        passes.finalize()
        return [passes]


class _WholeCompiler(compiler.Compiler):  # type: ignore[misc]
    """numba's usual passes, into a library of ours."""

    def define_pipelines(self) -> Any:
        if self.state.library is None:
            self.state.library = Whole(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
            self.state.library.enable_object_caching()
        return super().define_pipelines()

    def compile_extra(self, func: Any) -> Any:
        """Compile a function, its indices as they are written."""
        with quicker.ours():
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
        part = CalledLibrary(_context().codegen(), self.function.py_func.__qualname__)
        made = _translated(self.function.py_func, args, self.function.targetoptions, part)
        key = (self.function, args)
        _context().insert_user_function(key, made.fndesc, [part])
        return key, made.signature


def _context() -> Any:
    return cpu_target.target_context


def _translated(function: Any, args: tuple[Any, ...], options: dict[str, Any], library: Any) -> Any:
    """Translate a function into a library, with nothing around it for callers from Python."""
    flags = compiler.Flags()
    cpu_target.options.parse_as_flags(flags, options)
    flags.no_cpython_wrapper = flags.no_cfunc_wrapper = flags.no_compile = True
    with quicker.ours():
        return compiler.compile_extra(
            cpu_target.typing_context, _context(), function, args, None, flags, {}, library, _PartCompiler
        )


OPTIONS: dict[str, Any] = {"nopython": True, "error_model": "numpy", "nogil": True, "boundscheck": CHECK_BOUNDS}
_KINDS = {"q": types.int64, "d": types.float64}


def entry(function: Any, forms: str) -> tuple[bytes, str, str | None, set[str]]:
    """Compile a function of whole numbers (q) and fractions (d).

    Return an object file, its symbol, what form it returns ('' nothing, None neither) and which functions of others it calls.
    """
    _context().refresh()
    library = EntryLibrary(_context().codegen(), function.__qualname__)
    made = _translated(function, tuple(_KINDS[one] for one in forms), OPTIONS, library)
    returned = {types.none: "", **{kind: form for form, kind in _KINDS.items()}}
    code, symbol = library.finish(), made.fndesc.llvm_func_name
    return code, symbol, returned.get(made.signature.return_type), set(library.asks_for())


def dispatcher(function: Any, options: dict[str, bool]) -> Any:
    """Return a function that numba compiles for each form of its arguments."""
    ours = {key: value for key, value in OPTIONS.items() if key != "nopython"}
    return numba.njit(pipeline_class=PIPELINE, **ours, **options)(function)


@intrinsic  # type: ignore[untyped-decorator]
def pointer(context: Any, address: Any) -> Any:
    """Turn an address kept as a number into the pointer that carray wants."""

    def generate(target: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], target.get_value_type(types.voidptr))

    return types.voidptr(types.int64), generate


def type_of(name: str) -> Any:
    """Return what the compiler knows carray or pointer by."""
    return cpu_target.typing_context.resolve_value_type(globals()[name])
