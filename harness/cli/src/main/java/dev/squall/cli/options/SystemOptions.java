package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.node.Environment;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.lang.reflect.Proxy;
import java.util.Map;
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
        if (system.program().isEmpty() && !options.isEmpty()) {
            throw new ParameterException(
                    commandLine,
                    experiment.binary().isEmpty()
                            ? system.name() + " has no settings; leave --option out"
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
}
