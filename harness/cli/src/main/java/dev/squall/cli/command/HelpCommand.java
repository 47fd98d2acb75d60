package dev.squall.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Prints the help of a command, or of all.", mixinStandardHelpOptions = true)
public final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            description = "The command, and a command of it such as image build (default: none).",
            arity = "0..*")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine group = spec.root().commandLine();
        for (String word : words) {
            CommandLine command = group.getSubcommands().get(word);
            if (command == null) {
                throw new ParameterException(spec.commandLine(), CommandGroup.unknown(word, group));
            }
            group = command;
        }
        group.usage(spec.commandLine().getOut());
        return 0;
    }
}
