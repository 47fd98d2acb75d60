package dev.squall.cli.command;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.cli.check.CheckModels;
import dev.squall.cli.print.JsonOutput;
import dev.squall.fault.FaultFamily;
import dev.squall.system.Claim;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Lists systems, workloads, faults and models.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(toJson(), out);
            return 0;
        }
        out.println("Systems");
        for (SystemUnderTest system : Systems.installed().withProgram()) {
            String flaw = system.flaw()
                    .map(it -> "; " + it.description() + " (" + it.anomaly() + ")")
                    .orElse("");
            print(out, system.name(), system.description() + flaw);
        }
        out.println("Real systems, with --world docker");
        for (SystemUnderTest system : Systems.installed().deployed()) {
            print(out, system.name(), system.description());
        }
        out.println("Workloads");
        for (Workload workload : Systems.installed().workloads()) {
            print(out, workload.name(), workload.description());
            workload.options().forEach((name, meaning) -> print(out, "  --option " + name, meaning));
        }
        out.println("Faults");
        for (FaultFamily family : FaultFamily.values()) {
            print(out, family.faultName(), family.description());
        }
        out.println("Claims of squall lectures");
        Systems.installed()
                .claims()
                .forEach(claim -> print(out, claim.id(), "lecture " + claim.lecture() + ": " + claim.statement()));
        out.println("Models of squall check");
        CheckModels.list().forEach(model -> print(out, model.name(), model.description()));
        out.println(
                "Levels of squall check --model list-append, rw-register or set-add, and the levels just below each");
        for (IsolationLevel level : IsolationLevel.values()) {
            List<IsolationLevel> below =
                    IsolationLevel.values().stream().filter(level::isJustAbove).toList();
            print(out, level.name(), below.isEmpty() ? "" : below.toString());
        }
        out.println("Definitions of levels; ww, wr, rw are dependencies, o the session order or the real-time order");
        for (IsolationLevel.Base base : IsolationLevel.Base.values()) {
            print(out, base.term(), base.definition() + " (" + base.source() + ")");
        }
        return 0;
    }

    private static void print(PrintWriter out, String name, String description) {
        out.printf("  %-36s %s%n", name, description);
    }

    private static List<Object> toJson(List<SystemUnderTest> systems) {
        List<Object> entries = new ArrayList<>();
        for (SystemUnderTest system : systems) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", system.name());
            entry.put("description", system.description());
            system.flaw().ifPresent(flaw -> {
                entry.put("flaw", flaw.description());
                entry.put("anomaly", flaw.anomaly());
            });
            entry.put("workloads", system.workloads());
            entries.add(entry);
        }
        return entries;
    }

    private static Map<String, Object> toJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("systems", toJson(Systems.installed().withProgram()));
        all.put("realSystems", toJson(Systems.installed().deployed()));
        all.put(
                "workloads",
                Systems.installed().workloads().stream().map(Workload::name).toList());
        all.put(
                "faults",
                Arrays.stream(FaultFamily.values()).map(FaultFamily::faultName).toList());
        all.put(
                "models",
                CheckModels.list().stream().map(CheckModels.Named::name).toList());
        all.put("claims", Systems.installed().claims().stream().map(Claim::id).toList());
        return all;
    }
}
