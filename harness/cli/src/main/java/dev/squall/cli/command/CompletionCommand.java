package dev.squall.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = CompletionCommand.NAME,
        description = "Prints a script by which bash and zsh complete commands, options, systems, claims and faults.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For this shell:     source <(./squall completion)",
            "For each new shell: ./squall completion > ~/.squall-completion, and in ~/.bashrc or ~/.zshrc",
            "                    source ~/.squall-completion"
        })
public final class CompletionCommand implements Callable<Integer> {

    /** Name of the command. All commands must be read with their options before it is called. */
    public static final String NAME = "completion";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("squall", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
