package dev.squall.play;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.explore.CallText;
import dev.squall.explore.world.Observation;
import dev.squall.explore.world.WorldView;
import dev.squall.history.EdnWriter;
import dev.squall.history.Operation;
import dev.squall.node.Message;
import dev.squall.node.Vocabulary;
import dev.squall.play.PlaySession.PlayedStep;
import dev.squall.play.PlaySession.Reached;
import dev.squall.play.PlayView.ChoiceView;
import dev.squall.play.PlayView.ClientView;
import dev.squall.play.PlayView.FactView;
import dev.squall.play.PlayView.MessageView;
import dev.squall.play.PlayView.NodeView;
import dev.squall.play.PlayView.OperationView;
import dev.squall.play.PlayView.SampleView;
import dev.squall.play.PlayView.StepView;
import dev.squall.play.PlayView.VariableView;
import dev.squall.play.PlayView.VerdictView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Views of a session for the page. */
final class PlayViews {

    private static final int FACTS_SHOWN = 6;
    private static final int NANOS_DECIMALS = 9;
    private static final int MILLIS_DECIMALS = 3;

    private final Reached reached;
    private final Experiment experiment;
    private final List<PlayedStep> taken;
    private final SampleCalls samples;
    private final WorldView world;
    private final Set<String> possible = new LinkedHashSet<>();

    PlayViews(Reached reached, Experiment experiment, List<PlayedStep> taken, SampleCalls samples) {
        this.reached = reached;
        this.experiment = experiment;
        this.taken = taken;
        this.samples = samples;
        this.world = reached.world().view();
        for (long[] events : List.of(reached.world().enabled(), reached.world().manual())) {
            Arrays.stream(events).mapToObj(reached.world()::name).forEach(possible::add);
        }
    }

    PlayView view(List<PlayedStep> steps, int position, List<String> findings, Optional<String> notice) {
        List<StepView> stepViews = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String finding = i + 1 < findings.size() && findings.get(i).isEmpty() ? findings.get(i + 1) : "";
            stepViews.add(new StepView(steps.get(i).event(), steps.get(i).note(), finding));
        }
        return new PlayView(
                experiment.system(),
                experiment.workload(),
                experiment.seed(),
                position,
                stepViews,
                world.nodes().stream().map(this::node).toList(),
                world.messages().stream().map(this::message).toList(),
                clients(),
                operations(),
                verdict(reached.verdict()),
                notice.orElse(""));
    }

    /** Returns the variables of a node by name; none while it is down. */
    static Map<String, String> variables(WorldView.NodeView node) {
        return node.node() == null ? Map.of() : ValueText.fields(node.node());
    }

    private NodeView node(WorldView.NodeView node) {
        Map<String, String> before = reached.before().getOrDefault(node.id(), Map.of());
        boolean isUp = node.node() != null;
        return new NodeView(
                node.id(),
                isUp ? node.isPaused() ? "paused" : "up" : "down",
                node.life(),
                seconds(node.nowNanos()),
                node.wallOffsetNanos() == 0 ? "" : seconds(node.wallOffsetNanos()),
                node.records() + " records in storage, " + node.unsynced() + " not synced",
                node.timersDueNanos().stream().map(PlayViews::seconds).toList(),
                variables(node).entrySet().stream()
                        .map(each -> new VariableView(
                                each.getKey(),
                                each.getValue(),
                                !before.isEmpty() && !each.getValue().equals(before.get(each.getKey()))))
                        .toList(),
                facts(node.id()),
                choices(node));
    }

    private List<FactView> facts(String node) {
        List<FactView> facts = new ArrayList<>();
        List<Observation> seen = reached.world().observations();
        for (int i = seen.size() - 1; i >= 0 && facts.size() < FACTS_SHOWN; i--) {
            if (seen.get(i) instanceof Observation.Noted noted && noted.node().equals(node)) {
                facts.add(new FactView(record(noted.fact()), isNew(i)));
            }
        }
        return facts;
    }

    private boolean isNew(int observation) {
        return !taken.isEmpty() && observation >= reached.observationsBefore();
    }

    /** Returns a record as its wire type and its components. */
    private static String record(Object value) {
        String type = Vocabulary.wireType(value.getClass()).replace('_', ' ');
        String components = value instanceof Record record ? ValueText.components(record) : value.toString();
        return components.isEmpty() ? type : type + " " + components;
    }

    private List<ChoiceView> choices(WorldView.NodeView node) {
        List<ChoiceView> choices = new ArrayList<>();
        add(choices, "fire timer", "fire " + node.id());
        add(choices, "crash", "crash " + node.id() + (node.unsynced() > 0 ? " keeping " + node.unsynced() : ""));
        if (node.unsynced() > 0) {
            add(choices, "crash, losing unsynced records", "crash " + node.id());
        }
        add(choices, "restart", "restart " + node.id());
        add(choices, "pause", "pause " + node.id());
        add(choices, "resume", "resume " + node.id());
        return choices;
    }

    private void add(List<ChoiceView> choices, String label, String event) {
        if (possible.contains(event)) {
            choices.add(new ChoiceView(label, event));
        }
    }

    private MessageView message(WorldView.InFlight inFlight) {
        Message message = inFlight.message();
        List<ChoiceView> choices = new ArrayList<>();
        boolean isLost = world.nodes().stream()
                .anyMatch(node -> node.node() == null && node.id().equals(message.destination()));
        add(choices, isLost ? "let it arrive at a node that is down" : "deliver", "deliver " + inFlight.name());
        add(choices, "drop", "lose " + inFlight.name());
        add(choices, "duplicate", "duplicate " + inFlight.name());
        return new MessageView(
                inFlight.name(),
                message.source(),
                message.destination(),
                Vocabulary.wireType(message.body().getClass()).replace('_', ' '),
                message.body() instanceof Record body
                        ? ValueText.components(body)
                        : message.body().toString(),
                !taken.isEmpty() && inFlight.sentAt() == taken.size() - 1,
                choices);
    }

    private List<ClientView> clients() {
        List<ClientView> views = new ArrayList<>();
        for (int client = 0; client < world.clients().size(); client++) {
            WorldView.ClientView each = world.clients().get(client);
            List<ChoiceView> choices = new ArrayList<>();
            add(choices, "time out", "time out c" + client);
            views.add(new ClientView(
                    "c" + client,
                    each.node() == null
                            ? experiment
                                    .nodeIds()
                                    .get(client % experiment.nodeIds().size())
                            : each.node(),
                    each.open()
                            .map(call -> call.function() + " " + EdnWriter.toEdn(call.value()))
                            .orElse(""),
                    each.open().isPresent()
                            ? List.of()
                            : samples.of(client, PlaySession.made(taken)).stream()
                                    .map(call -> new SampleView(call.function(), EdnWriter.toEdn(call.value())))
                                    .toList(),
                    choices));
        }
        return views;
    }

    private List<OperationView> operations() {
        List<OperationView> views = new ArrayList<>();
        int[] open = new int[world.clients().size()];
        List<Observation> seen = reached.world().observations();
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) instanceof Observation.Invoked invoked) {
                open[invoked.client()] = views.size();
                String call = CallText.write(invoked.call()).replaceFirst("^c\\d+ ", "");
                views.add(new OperationView("c" + invoked.client(), invoked.node(), call, "open", "", isNew(i)));
            } else if (seen.get(i) instanceof Observation.Completed completed) {
                OperationView begun = views.get(open[completed.client()]);
                views.set(
                        open[completed.client()],
                        new OperationView(
                                begun.client(),
                                begun.node(),
                                begun.call(),
                                outcome(completed),
                                result(completed),
                                isNew(i)));
            }
        }
        Collections.reverse(views);
        return views;
    }

    private static String outcome(Observation.Completed completed) {
        return completed.completion().type().name().toLowerCase(Locale.ROOT);
    }

    private static String result(Observation.Completed completed) {
        String error = completed.completion().error();
        return completed.completion().type() == Operation.Type.OK
                ? EdnWriter.toEdn(completed.completion().value())
                : error;
    }

    private static VerdictView verdict(Optional<Verdict> verdict) {
        return verdict.map(each -> new VerdictView(
                        each.validity() == Validity.VIOLATION ? "violation" : "unknown",
                        each.anomaly(),
                        each.checker(),
                        each.summary()))
                .orElse(new VerdictView("none", "", "", ""));
    }

    private static String seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, NANOS_DECIMALS).stripTrailingZeros();
        return (seconds.scale() < MILLIS_DECIMALS ? seconds.setScale(MILLIS_DECIMALS) : seconds).toPlainString() + " s";
    }
}
