package dev.flatline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flatline.core.SuppressForbidden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/architecture.md about who may see what, over the compiled main classes of all modules. */
final class ModuleRulesTest {

    private static JavaClasses all;

    @BeforeAll
    static void importMainClassesOfAllModules() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("jmh_generated"))
                .importPackages("dev.flatline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "wire", "server", "loadgen", "chaos", "simulation", "report", "scenarios"})
    void everyModuleWithSourcesIsLookedAt(String module) {
        boolean hasSources = Files.isDirectory(Path.of("..", module, "src", "main", "java"));

        boolean seen =
                !all.that(resideInAPackage("dev.flatline." + module + "..")).isEmpty();

        assertEquals(hasSources, seen);
    }

    @ParameterizedTest(name = "{0} is seen by {1} alone")
    @CsvSource(delimiter = '|', textBlock = """
            wire       | wire server loadgen chaos scenarios benchmarks
            server     | server scenarios benchmarks
            loadgen    | loadgen scenarios benchmarks
            chaos      | chaos scenarios benchmarks
            simulation | simulation scenarios benchmarks
            report     | report scenarios benchmarks
            scenarios  | scenarios benchmarks
            benchmarks | benchmarks
            """)
    void aModuleIsSeenOnlyFromAbove(String module, String allowed) {
        isSeenByAlone("dev.flatline." + module + "..", allowed);
    }

    @ParameterizedTest(name = "{0} is seen by {1} alone")
    @CsvSource(delimiter = '|', textBlock = """
            io.netty..               | wire server loadgen chaos benchmarks
            org.HdrHistogram..       | core.measure
            io.prometheus..          | wire.operator
            org.snakeyaml..          | scenarios
            picocli..                | scenarios
            org.jline..              | scenarios
            com.google.gson..        | report.files chaos.control
            com.github.dockerjava..  | chaos.docker
            com.google.cloud.tools.. | scenarios.image
            org.junit..              | chaos.junit
            org.openjdk.jmh..        | benchmarks
            org.agrona..             | benchmarks
            """)
    void aLibraryIsSeenByOnePackage(String library, String allowed) {
        isSeenByAlone(library, allowed);
    }

    private static void isSeenByAlone(String seen, String allowed) {
        String[] packages = Arrays.stream(allowed.split(" "))
                .map(name -> "dev.flatline." + name + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(seen)
                .check(all);
    }

    @Test
    void scenariosHandsNoNettyObjectFromOneModuleToAnother() {
        noClasses()
                .that()
                .resideInAPackage("dev.flatline.scenarios..")
                .should()
                .accessTargetWhere(describe("a signature names Netty", ModuleRulesTest::namesNetty))
                .allowEmptyShould(true)
                .check(all);
    }

    private static boolean namesNetty(JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call
                && call.getTarget() instanceof CodeUnitCallTarget target
                && (isNetty(target.getRawReturnType())
                        || target.getRawParameterTypes().stream().anyMatch(ModuleRulesTest::isNetty));
    }

    private static boolean isNetty(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith("io.netty");
    }

    @Test
    void whatIsSimulatedNeverReadsTheClockOfTheMachine() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.flatline.core..", "dev.flatline.simulation..", "dev.flatline.report..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(SuppressForbidden.class)
                .check(all);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(be(describe(
                        "in a package whose package-info.java says @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(all);
    }
}
