package dev.rusthint.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What the server, the command line and the engine may know of each other.
class BoundariesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rusthint");

  @Test
  void onlyTheServerSpeaksTheProtocol() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rusthint.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.lsp4j..")
        .check(ALL);
  }

  @Test
  void theServerDoesNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rusthint.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rusthint.cli..")
        .check(ALL);
  }

  @Test
  void theEngineKnowsNeither() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.rusthint.server..", "dev.rusthint.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rusthint.server..")
        .check(ALL);
  }

  @Test
  void aClassIsNamedAfterWhatItIs() {
    classes().should().haveSimpleNameNotEndingWith("Utils").check(ALL);
  }
}
