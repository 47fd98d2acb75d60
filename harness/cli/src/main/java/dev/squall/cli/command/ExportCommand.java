package dev.squall.cli.command;

import dev.squall.jepsen.JepsenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Puts runs into a store of Jepsen's, where its web server and checkers find them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders.")
    private List<Path> runs;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The store's folder, made if it is not there (default: ${DEFAULT-VALUE}).")
    private Path store = Path.of("store");

    @Override
    public Integer call() {
        for (Path run : runs) {
            spec.commandLine().getOut().println(JepsenStore.export(run, store));
        }
        return 0;
    }
}
