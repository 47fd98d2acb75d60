package dev.squall.cli.command;

import dev.squall.report.RunPage;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = "Renders the pages of runs again, from their folders; of a folder of many runs, an index too.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "The folder of a run, such as histories/runs/latest, or of many, such as histories/runs.")
    private List<Path> folders;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (Path folder : folders) {
            try {
                out.println(
                        IndexPage.isRun(folder)
                                ? RunPage.write(folder)
                                : IndexPage.write(folder, complaint -> err.println("squall: " + complaint)));
            } catch (ReportException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        return 0;
    }
}
