package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.node.Environment;
import dev.squall.system.SystemUnderTest;
import java.lang.reflect.Proxy;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds out before a run starts whether a system takes the settings that it is given. */
public final class SystemOptions {

    private SystemOptions() {}

    /**
     * @throws ParameterException if the system refuses its settings, or has no program to take any
     */
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
        // A node must not use its environment before it is started, and this one never is.
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
