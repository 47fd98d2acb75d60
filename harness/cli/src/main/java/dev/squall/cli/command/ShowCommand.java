package dev.squall.cli.command;

import dev.squall.report.ViolationText;
import dev.squall.report.page.ReportException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "Prints what a run showed: the fewest operations of a violation, with a column for each process.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run, such as histories/runs/latest.")
    private Path folder;

    @Override
    public Integer call() {
        try {
            spec.commandLine().getOut().print(ViolationText.of(folder));
            spec.commandLine().getOut().flush();
        } catch (ReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return 0;
    }
}
