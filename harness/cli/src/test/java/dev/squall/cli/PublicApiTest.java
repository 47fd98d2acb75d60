package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.squall.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Core's public types, and the other modules' use of them, are those of a list. After a change that is meant to make
 * another type public, write the list anew and read its difference. The command is {@code ./mvnw -pl harness/cli -am
 * test -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dpublic-api.write=true}.
 */
class PublicApiTest {

    private static final Path LIST = Path.of("../core/public-api.txt");

    @Test
    void publicTypesOfCoreAreListed() throws IOException {
        List<String> found = list();
        if (Boolean.getBoolean("public-api.write")) {
            Files.write(LIST, found);
        }
        assertThat(found)
                .as("public types of core, as in %s; the Javadoc of this test says how to write it anew", LIST)
                .isEqualTo(Files.readAllLines(LIST));
    }

    private static List<String> list() {
        SortedSet<String> publicTypes = new TreeSet<>();
        SortedSet<String> api = new TreeSet<>();
        for (JavaClass type : ArchitectureTest.CLASSES) {
            if (!isOfCore(type)) {
                type.getDirectDependenciesFromSelf()
                        .forEach(dependency -> addWithSignatures(topLevel(dependency.getTargetClass()), api));
            } else if (type.isTopLevelClass()
                    && !isKindOfFault(type)
                    && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                publicTypes.add(type.getName());
            }
        }
        return Stream.of(
                        Stream.of("# The API: public types that other modules use, and those in their signatures."),
                        publicTypes.stream().filter(api::contains),
                        Stream.of("# Public for other packages of core alone."),
                        publicTypes.stream().filter(type -> !api.contains(type)))
                .flatMap(lines -> lines)
                .collect(Collectors.toList());
    }

    private static void addWithSignatures(JavaClass type, SortedSet<String> api) {
        if (isOfCore(type) && !isKindOfFault(type) && api.add(type.getName())) {
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .flatMap(method -> method.getAllInvolvedRawTypes().stream())
                    .forEach(mentioned -> addWithSignatures(topLevel(mentioned), api));
        }
    }

    /** Kinds of faults are listed by the interface that permits them. */
    private static boolean isKindOfFault(JavaClass type) {
        return !type.isInterface() && type.isAssignableTo(Fault.class);
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass outer = type.getBaseComponentType();
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static boolean isOfCore(JavaClass type) {
        return !type.getPackageName().startsWith("dev.squall.world.docker")
                && Stream.of(ArchitectureTest.core())
                        .map(packages -> packages.replace("..", ""))
                        .anyMatch(root -> type.getPackageName().equals(root)
                                || type.getPackageName().startsWith(root + "."));
    }
}
