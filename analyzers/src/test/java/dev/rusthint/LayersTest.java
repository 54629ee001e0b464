package dev.rusthint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rusthint.hint.Analyzer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What each part of the engine may know of the others.
class LayersTest {
  private static final String BASE = "dev.rusthint.";

  /// Each package may use those before it and none after it.
  private static final List<String> LAYERS =
      List.of(
          "text",
          "syntax",
          "cargo",
          "model",
          "std",
          "types",
          "flow",
          "safety",
          "hint",
          "analyzers",
          "workspace",
          "report");

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rusthint");

  @TestFactory
  Stream<DynamicTest> aPackageUsesThoseBeforeItOnly() {
    return IntStream.range(0, LAYERS.size() - 1)
        .mapToObj(
            at ->
                DynamicTest.dynamicTest(
                    LAYERS.get(at),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(inside(LAYERS.get(at)))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                LAYERS.subList(at + 1, LAYERS.size()).stream()
                                    .map(LayersTest::inside)
                                    .toArray(String[]::new))
                            .allowEmptyShould(true)
                            .check(ENGINE)));
  }

  @Test
  void everyClassIsInALayer() {
    Set<String> others = new TreeSet<>();
    for (JavaClass type : ENGINE) {
      String layer = type.getPackageName().substring(BASE.length()).split("\\.", 2)[0];
      if (!LAYERS.contains(layer)) {
        others.add(type.getName());
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void familiesOfAnalyzersDoNotKnowEachOther() {
    slices().matching(BASE + "analyzers.(*)..").should().notDependOnEachOther().check(ENGINE);
  }

  @Test
  void analyzersKeepNothingBetweenFiles() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .implement(Analyzer.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(ENGINE);
  }

  @Test
  void onlyTheParserCallsNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("syntax"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.foreign..", "io.github.treesitter..")
        .check(ENGINE);
  }

  @Test
  void theEngineKnowsNoProtocol() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.eclipse..").check(ENGINE);
  }

  @Test
  void aClassIsNamedAfterWhatItIs() {
    classes().should().haveSimpleNameNotEndingWith("Utils").check(ENGINE);
  }

  @Test
  void nullIsMarkedEverywhere() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : ENGINE) {
      boolean marked =
          type.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        unmarked.add(type.getPackageName());
      }
    }
    assertTrue(ENGINE.size() > 100, "the engine's classes were not found");
    assertEquals(Set.of(), unmarked);
  }

  private static String inside(String layer) {
    return BASE + layer + "..";
  }
}
