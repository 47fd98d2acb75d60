package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.node.Environment;
import dev.squall.system.SystemUnderTest;
import java.lang.reflect.Proxy;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Validation of a system's own settings before a run starts. */
public final class SystemOptions {

    private SystemOptions() {}

    /** @throws ParameterException if the system rejects its settings, or has settings but no program */
    public static void validate(SystemUnderTest system, Experiment experiment, CommandLine commandLine) {
        if (system.program().isEmpty()) {
            if (!experiment.systemOptions().isEmpty()) {
                throw new ParameterException(
                        commandLine,
                        experiment.binary().isEmpty()
                                ? system.name() + " has no settings; leave --option out"
                                : "--option is for systems of the catalogue; give an executable its arguments after"
                                        + " --");
            }
            return;
        }
        // The node is never started, and must not use its environment before its start.
        Environment unused = (Environment) Proxy.newProxyInstance(
                Environment.class.getClassLoader(), new Class<?>[] {Environment.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(system.name() + " calls " + method.getName() + " before its start");
                });
        try {
            system.program().get().create(unused, experiment.systemOptions());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }
}
