package dev.squall.mutate;

import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A system whose classes come from a loader of its own. Its family is created anew in that loader, so that the checkers
 * of its facts know the classes of its nodes.
 */
final class MutatedSystem {

    private final SystemFamily family;
    private final SystemUnderTest system;

    private MutatedSystem(SystemFamily family, SystemUnderTest system) {
        this.family = family;
        this.system = system;
    }

    /**
     * Loads a system with some of its classes replaced.
     *
     * @param mutated class files that replace the original ones, by binary class name
     * @throws IllegalArgumentException if the system's family has no public constructor without arguments
     * @throws LinkageError if a class cannot be verified or initialised
     */
    static MutatedSystem load(SystemUnderTest original, Map<String, byte[]> mutated) {
        SystemFamily installed = Systems.installed().families().stream()
                .filter(each ->
                        each.systems().stream().anyMatch(system -> system.name().equals(original.name())))
                .findFirst()
                .orElseThrow();
        Class<?> program = original.program().orElseThrow().getClass();
        Set<String> packages = new TreeSet<>(List.of(installed.getClass().getPackageName(), program.getPackageName()));
        MutantLoader loader = new MutantLoader(program.getClassLoader(), packages, mutated);
        try {
            for (String className : new TreeSet<>(mutated.keySet())) {
                Class.forName(className, true, loader);
            }
            SystemFamily family =
                    (SystemFamily) Class.forName(installed.getClass().getName(), true, loader)
                            .getConstructor()
                            .newInstance();
            return new MutatedSystem(family, find(family, original.name()));
        } catch (ReflectiveOperationException e) {
            if (e.getCause() instanceof LinkageError broken) {
                throw broken;
            }
            throw new IllegalArgumentException(
                    "the family " + installed.getClass().getName()
                            + " cannot be created again; expected a public constructor without arguments: " + e,
                    e);
        }
    }

    private static SystemUnderTest find(SystemFamily family, String name) {
        return family.systems().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    SystemUnderTest system() {
        return system;
    }

    /** Returns the workload with this name: the family's own, or one that is installed. */
    Workload workload(String name) {
        return family.workloads().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> Systems.installed().workload(name));
    }
}
