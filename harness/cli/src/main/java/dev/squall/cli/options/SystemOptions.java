package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.node.Environment;
import dev.squall.system.Deployment;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Check, before a run starts, that a system and its workload take the options that they are given. */
public final class SystemOptions {

    private SystemOptions() {}

    /**
     * Checks the options of an experiment.
     *
     * @throws ParameterException if the workload or the system refuses its options, or has no program to take any
     */
    public static void validate(SystemUnderTest system, Experiment experiment, CommandLine commandLine) {
        Workload workload = Systems.installed().workload(experiment);
        Map<String, String> options = WorkloadOptions.forNodes(workload, experiment.systemOptions());
        Set<String> known = system.deployment().map(Deployment::options).orElse(Set.of());
        if (system.program().isEmpty() && !known.containsAll(options.keySet())) {
            throw new ParameterException(
                    commandLine,
                    experiment.binary().isEmpty()
                            ? system.name() + " has no setting '" + firstUnknown(options, known) + "'; expected "
                                    + (known.isEmpty() ? "no --option" : "one of " + String.join(", ", known))
                            : "--option is for systems of the catalogue; give an executable its arguments after"
                                    + " --");
        }
        // The node is never started, and must not use its environment before its start.
        Environment unused = (Environment) Proxy.newProxyInstance(
                Environment.class.getClassLoader(), new Class<?>[] {Environment.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(system.name() + " calls " + method.getName() + " before its start");
                });
        try {
            WorkloadOptions.configure(workload, experiment.systemOptions());
            system.program().ifPresent(program -> program.create(unused, options));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    private static String firstUnknown(Map<String, String> options, Set<String> known) {
        return options.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElseThrow();
    }
}
