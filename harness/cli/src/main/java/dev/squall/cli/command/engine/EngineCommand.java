package dev.squall.cli.command.engine;

import dev.squall.cli.print.JsonOutput;
import dev.squall.system.Systems;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.Libraries;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that sends a request to the container engine and prints the result as text or JSON. */
abstract class EngineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * Result of a command.
     *
     * @param json the result as JSON data
     * @param lines the result as lines of text
     */
    record Answer(Map<String, Object> json, List<String> lines) {}

    abstract Answer ask(DockerEngine engine);

    @Override
    public Integer call() {
        Answer answer;
        try (DockerEngine engine = DockerEngine.connect()) {
            answer = ask(engine);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(answer.json(), out);
        } else {
            answer.lines().forEach(out::println);
        }
        return 0;
    }

    void tellProgress(String words) {
        spec.commandLine().getErr().println("squall: " + words + " ...");
    }

    /** Returns the class path that nodes of the catalogue's systems need, which is the same for all systems. */
    static Libraries libraries() {
        return Libraries.of(Systems.installed().withProgram().stream()
                .flatMap(system -> system.program().stream())
                .findFirst()
                .orElseThrow()
                .getClass());
    }
}
