package dev.rusthint.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rusthint.model.defs.Def;
import dev.rusthint.model.defs.FnSig;
import dev.rusthint.model.defs.Generics;
import dev.rusthint.model.defs.Namespace;
import dev.rusthint.model.defs.Prim;
import dev.rusthint.model.defs.Ty;
import dev.rusthint.std.Std;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownContractsTest {
  private static final List<Def> REACHABLE = StdUnsafe.reachable();
  private static final List<Def> STABLE = StdUnsafe.stable();

  private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[A-Za-z_]\\w*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_]\\w*)\\}");

  /// Words, not an expression.
  private static final Pattern PROSE =
      Pattern.compile("[A-Za-z]+(?:[ ,]+[A-Za-z]+)+|finite|environment|true");

  /// What expressions name beside parameters.
  private static final Set<String> KNOWN =
      Set.of(
          "ret", "Self", "size_of", "strlen", "c_char", "a", "multiple", "of", "mut", "Some", "Ok",
          "Err", "Copy", "Unpin", "Send", "Sync", "GlobalAlloc", "SliceIndex", "RawWaker",
          "RawWakerVTable", "CString", "state", "MaybeUninit", "Sized", "Allocator", "TrustedLen",
          "TrustedStep", "TrustedFused", "CloneToUninit", "DerefPure", "PinCoerceUnsized", "Freeze",
          "ZeroablePrimitive", "size_of_val", "ASCII", "Thread", "within");

  @Test
  void allThatIsUnsafeInStableStdHasOne() {
    Set<String> without = new TreeSet<>();
    int functions = 0;
    for (Def def : STABLE) {
      functions += def.signature() == null ? 0 : 1;
      if (KnownContracts.of(def) == null) {
        without.add(ContractKey.of(def).getFirst());
      }
    }
    System.out.printf(
        "contracts of std: %d functions and %d traits, %d without%n",
        functions, STABLE.size() - functions, without.size());
    assertTrue(STABLE.size() > 800, "found " + STABLE.size());
    assertEquals(Set.of(), without);
  }

  @Test
  void noneIsOfWhatDoesNotExist() {
    Set<String> unused = new TreeSet<>(KnownContracts.names());
    unused.removeAll(KnownContracts.LANGUAGE);
    for (Def def : REACHABLE) {
      ContractKey.of(def).forEach(unused::remove);
    }
    assertEquals(Set.of(), unused);
  }

  @Test
  void theySpeakOfWhatTheFunctionHas() {
    List<String> wrong = new ArrayList<>();
    for (Def def : REACHABLE) {
      Contract contract = KnownContracts.of(def);
      if (contract != null) {
        Set<String> names = names(def);
        contract.clauses().stream()
            .flatMap(clause -> clause.anyOf().stream())
            .forEach(obligation -> check(def, obligation, names, wrong));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static void check(Def def, Obligation said, Set<String> names, List<String> wrong) {
    boolean isFree =
        said.property() == Property.FEATURE || said.property() == Property.CONDITION;
    for (String arg : said.args()) {
      if (!isFree && !PROSE.matcher(arg).matches()) {
        unknown(NAME.matcher(arg), names, def + ": " + said.tag(), wrong);
      }
    }
    if (said.words() != null) {
      unknown(PLACEHOLDER.matcher(said.words()), names, def + ": " + said.words(), wrong);
    }
  }

  private static void unknown(Matcher found, Set<String> names, String in, List<String> wrong) {
    while (found.find()) {
      String name = found.group(found.groupCount());
      if (!names.contains(name) && !name.startsWith("__m")) {
        wrong.add(name + " in " + in);
      }
    }
  }

  private static Set<String> names(Def def) {
    Set<String> names = new HashSet<>(KNOWN);
    for (Prim prim : Prim.values()) {
      names.add(prim.text());
    }
    if (def.signature() != null) {
      names.addAll(def.signature().names());
    }
    Generics generics = def.generics();
    for (int i = 0; i < generics.size(); i++) {
      names.add(generics.param(i).name());
    }
    return names;
  }

  @Test
  void theySpeakOfEveryPointer() {
    List<String> silent = new ArrayList<>();
    for (Def def : STABLE) {
      FnSig signature = def.signature();
      Contract contract = KnownContracts.of(def);
      for (int i = 0; contract != null && signature != null && i < signature.params().size(); i++) {
        String name = signature.names().get(i);
        boolean isSpokenOf =
            contract.clauses().stream()
                .flatMap(clause -> clause.anyOf().stream())
                .flatMap(said -> said.args().stream())
                .anyMatch(arg -> NAME.matcher(arg).results().anyMatch(m -> m.group().equals(name)));
        if (signature.params().get(i) instanceof Ty.RawPtr && !isSpokenOf) {
          silent.add(name + " of " + def);
        }
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  void anImplementationOwesWhatItsTraitSays() {
    Contract declared = null;
    int implemented = 0;
    for (Def def : REACHABLE) {
      if (def.path().equals("core::alloc::global::GlobalAlloc::dealloc")) {
        declared = KnownContracts.of(def);
      }
    }
    for (Def impl : Std.bundled().get("std").impls()) {
      for (Def member : impl.members()) {
        if (member.name().equals("dealloc")) {
          assertEquals(declared, KnownContracts.of(member));
          implemented++;
        }
      }
    }
    assertEquals(1, implemented);
  }

  @Test
  void vendorFunctionsAskForTheirProcessor() {
    Def load = null;
    Def add = null;
    Def at = Std.bundled().get("core").root();
    for (String module : List.of("core_arch", "x86", "avx")) {
      at = at.member(module, Namespace.TYPE);
    }
    for (Def def : at.members()) {
      load = def.name().equals("_mm256_load_pd") ? def : load;
      add = def.name().equals("_mm256_add_pd") ? def : add;
    }
    assertEquals(List.of("Feature(avx)"), tags(add));
    assertEquals(
        List.of(
            "Feature(avx)",
            "ValidPtr(mem_addr, __m256d, 1)",
            "Align(mem_addr, __m256d)",
            "Init(mem_addr, __m256d, 1)"),
        tags(load));
  }

  private static List<String> tags(Def def) {
    return KnownContracts.of(def).clauses().stream()
        .map(clause -> clause.anyOf().getFirst().tag())
        .toList();
  }

  @Test
  void wordsReadAsTheyStand() {
    Set<String> bad = new TreeSet<>();
    for (Def def : STABLE) {
      Contract contract = KnownContracts.of(def);
      if (contract != null) {
        contract.clauses().stream()
            .flatMap(clause -> clause.anyOf().stream())
            .map(said -> said.text(name -> name))
            .filter(text -> text.contains("{") || text.endsWith(".") || text.contains("``"))
            .forEach(bad::add);
      }
    }
    assertEquals(Set.of(), bad);
  }
}
