package dev.squall.cli.command;

import dev.squall.report.page.ReportException;
import dev.squall.report.serve.RunsServer;
import dev.squall.world.WorldException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Shows the runs in a browser while they are written, to this machine alone unless told otherwise."
                + " It only reads. Ends on Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where runs are kept (default: histories/runs beside the launcher).")
    private Path runs = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where to listen; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port = 8_089;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address to listen on; another than the default lets others read the runs too"
                    + " (default: ${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + "; expected at least 0 and at most " + PORT_MAX);
        }
        if (!Files.isDirectory(runs)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no folder " + runs + "; name that of the runs by --runs");
        }
        InetSocketAddress address = new InetSocketAddress(bind, port);
        if (address.isUnresolved()) {
            throw new ParameterException(
                    spec.commandLine(), "--bind is '" + bind + "'; expected an address of this machine");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stopped::countDown, () -> {});
                RunsServer server = RunsServer.start(runs, address)) {
            String host = bind.contains(":") ? "[" + bind + "]" : bind;
            spec.commandLine()
                    .getOut()
                    .println("the runs of " + runs + " are shown at http://" + host + ":"
                            + server.address().getPort() + "/ until Ctrl-C");
            while (!interruption.happened()) {
                stopped.await();
            }
            return Interruption.EXIT_CODE;
        } catch (ReportException e) {
            throw new WorldException(e.getMessage(), e);
        }
    }
}
