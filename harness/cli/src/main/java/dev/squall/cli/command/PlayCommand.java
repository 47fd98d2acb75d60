package dev.squall.cli.command;

import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.ScheduleFiles;
import dev.squall.cli.options.SystemOptions;
import dev.squall.experiment.Experiment;
import dev.squall.explore.ScheduleFile;
import dev.squall.play.PlayServer;
import dev.squall.play.PlaySession;
import dev.squall.report.page.ReportException;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "play",
        description = "Shows a simulated cluster in the browser, to be driven one step at a time. Ends on Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PlayCommand implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYSTEM",
            completionCandidates = Candidates.OfPrograms.class,
            description = "A system of squall list with a program.")
    private String systemName;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Begin with the steps of a file that the page, or squall explore --save, wrote.")
    private Path scenario;

    @Option(names = "--workload", paramLabel = "NAME", description = "A workload of the system (default: its first).")
    private String workload;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes (default: 3).")
    private Integer nodes;

    @Option(names = "--clients", paramLabel = "N", description = "Number of clients (default: one for each node).")
    private Integer clients;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the nodes' own random draws (default: 1).")
    private Long seed;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "A setting of the system's own; can be given several times.")
    private Map<String, String> systemOptions = new LinkedHashMap<>();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where to listen, on this machine alone; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > PORT_MAX) {
            throw wrong("--port is " + port + "; expected at least 0 and at most " + PORT_MAX);
        }
        if ((systemName == null) == (scenario == null)) {
            throw wrong("found " + (systemName == null ? "no SYSTEM" : "SYSTEM and --scenario")
                    + "; expected one of SYSTEM and --scenario FILE");
        }
        PlaySession session = scenario == null ? begun() : continued();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stopped::countDown, () -> {});
                PlayServer server = PlayServer.start(session, port)) {
            spec.commandLine()
                    .getOut()
                    .println("play " + session.system().name() + " at " + server.address() + " until Ctrl-C");
            while (!interruption.happened()) {
                stopped.await();
            }
            return Interruption.EXIT_CODE;
        } catch (ReportException e) {
            throw new WorldException(e.getMessage(), e);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private PlaySession begun() {
        try {
            SystemUnderTest system = Systems.installed().named(systemName);
            if (system.program().isEmpty()) {
                throw wrong(systemName + " does not run in the simulated world, so it cannot be played; expected a"
                        + " system with a program, such as raft-kv");
            }
            if (workload != null && !system.workloads().contains(workload)) {
                throw wrong("the system " + systemName + " has no workload '" + workload + "'; expected one of "
                        + String.join(", ", system.workloads()));
            }
            int nodeCount = nodes == null ? 3 : nodes;
            Experiment experiment = Experiment.builder(
                            systemName, workload == null ? system.workloads().get(0) : workload)
                    .systemOptions(systemOptions)
                    .nodeCount(nodeCount)
                    .concurrency(clients == null ? nodeCount : clients)
                    .seed(seed == null ? 1 : seed)
                    .build();
            SystemOptions.validate(system, experiment, spec.commandLine());
            return new PlaySession(experiment, system, Systems.installed().workload(experiment));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private PlaySession continued() {
        if (workload != null || nodes != null || clients != null || seed != null || !systemOptions.isEmpty()) {
            throw wrong("the file of --scenario says the workload, nodes, clients, seed and options; expected at most"
                    + " --port beside it");
        }
        ScheduleFile file = ScheduleFiles.read(scenario, spec.commandLine());
        SystemUnderTest system = ScheduleFiles.exploration(scenario, file, spec.commandLine())
                .settings()
                .system();
        try {
            return PlaySession.of(file, system, Systems.installed().workload(file.experiment()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), scenario + ": " + e.getMessage(), e);
        }
    }
}
