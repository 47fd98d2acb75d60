package dev.squall.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.explore.Counterexample;
import dev.squall.explore.Exploration;
import dev.squall.explore.Explorer;
import dev.squall.explore.ScheduleFile;
import dev.squall.play.PlayView.ChoiceView;
import dev.squall.play.PlayView.MessageView;
import dev.squall.play.PlayView.NodeView;
import dev.squall.play.PlayView.OperationView;
import dev.squall.play.PlayView.StepView;
import dev.squall.play.PlayView.VariableView;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaySessionTest {

    private static String json(PlaySession session) throws Exception {
        return new ObjectMapper().writeValueAsString(session.view());
    }

    private static NodeView node(PlaySession session, String id) {
        return session.view().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String variable(PlaySession session, String node, String name) {
        return node(session, node).variables().stream()
                .filter(variable -> variable.name().equals(name))
                .map(VariableView::value)
                .findFirst()
                .orElse("no variable " + name);
    }

    private static List<String> events(List<ChoiceView> choices) {
        return choices.stream().map(ChoiceView::event).toList();
    }

    private static void deliverAll(PlaySession session, String to) {
        session.view().messages().stream()
                .filter(message -> message.to().equals(to))
                .forEach(message -> session.take("deliver " + message.name()));
    }

    @Test
    void electionIsPlayedStepByStepWithTheVariablesOfTheLecture() {
        PlaySession session = Sessions.of("raft-kv", 3);
        assertThat(variable(session, "n1", "currentRole")).isEqualToIgnoringCase("follower");

        session.take("fire n1");

        assertThat(variable(session, "n1", "currentRole")).isEqualToIgnoringCase("candidate");
        assertThat(variable(session, "n1", "currentTerm")).isEqualTo("1");
        assertThat(session.view().messages())
                .extracting(MessageView::from, MessageView::to, MessageView::type)
                .containsExactly(tuple("n1", "n2", "vote request"), tuple("n1", "n3", "vote request"));
        deliverAll(session, "n2");
        assertThat(variable(session, "n2", "votedFor")).isEqualTo("n1");
        assertThat(node(session, "n2").variables())
                .filteredOn(VariableView::isChanged)
                .extracting(VariableView::name)
                .contains("currentTerm", "votedFor")
                .doesNotContain("currentRole");
        deliverAll(session, "n1");
        assertThat(variable(session, "n1", "currentRole")).isEqualToIgnoringCase("leader");
        assertThat(node(session, "n1").facts().get(0).text()).startsWith("became leader");
        assertThat(session.verdict()).isEmpty();
    }

    @Test
    void stepBackAndForwardShowTheSameAgain() throws Exception {
        PlaySession session = Sessions.of("raft-kv", 3);
        List<String> seen = new ArrayList<>();
        seen.add(json(session));
        session.take("fire n1");
        seen.add(json(session));
        session.take("deliver n1/0");
        session.take("duplicate n1/1");
        session.take("crash n1");
        session.take("restart n1");
        session.ask(1, "write", "[0 1]");
        String last = json(session);

        session.goTo(1);
        session.goTo(6);

        assertThat(json(session)).isEqualTo(last);
        session.goTo(0);
        assertThat(session.view().steps()).hasSize(6);
        assertThat(session.view().messages()).isEmpty();
        PlaySession other = Sessions.of("raft-kv", 3);
        assertThat(json(other)).isEqualTo(seen.get(0));
        other.take("fire n1");
        assertThat(json(other)).isEqualTo(seen.get(1));
    }

    @Test
    void newStepDropsThoseAhead() {
        PlaySession session = Sessions.of("raft-kv", 3);
        session.take("fire n1");
        session.take("deliver n1/0");
        session.goTo(1);

        session.take("lose n1/0");

        assertThat(session.view().steps()).extracting(StepView::event).containsExactly("fire n1", "lose n1/0");
        assertThat(session.view().position()).isEqualTo(2);
    }

    @Test
    void violationIsNamedAtTheStepThatMakesIt() {
        PlaySession session = Sessions.withBrokenOrder();

        assertThat(session.verdict()).map(Verdict::anomaly).contains("fifo-order-broken");
        assertThat(session.view().steps()).extracting(StepView::finding).containsExactly("", "", "fifo-order-broken");
        assertThat(session.view().verdict().outcome()).isEqualTo("violation");
        session.goTo(2);
        assertThat(session.verdict()).map(Verdict::validity).contains(Validity.UNKNOWN);
        assertThat(session.view().verdict().summary()).startsWith("2 deliveries are pending");
        session.goTo(0);
        assertThat(session.view().verdict().outcome()).isEqualTo("none");
    }

    @Test
    void savedScheduleShowsTheSameAnomaly() throws Exception {
        PlaySession session = Sessions.withBrokenOrder();

        String saved = session.scenario();

        ScheduleFile file = ScheduleFile.parse(saved);
        assertThat(file.anomaly()).isEqualTo("fifo-order-broken");
        SystemUnderTest system = Systems.installed().named(Sessions.FLAWED_LINK);
        Exploration exploration = Exploration.ofSchedule(
                file.experiment(), system, Systems.installed().workload(file.experiment()), file.calls(), file.scope());
        Counterexample again = Explorer.replay(exploration, file.steps());
        assertThat(again.verdict()).isEqualTo(session.verdict().orElseThrow());
        PlaySession continued = PlaySession.of(file, system, Systems.installed().workload(file.experiment()));
        assertThat(json(continued)).isEqualTo(json(session));
        assertThat(continued.scenario()).isEqualTo(saved);
    }

    @Test
    void stepsOfEveryKindAreSavedAndContinued() throws Exception {
        PlaySession session = Sessions.of("raft-kv", 3);
        session.take("move clock of n2 by -1500 ms");
        session.take("pause n3");
        session.take("fire n1");
        session.take("duplicate n1/0");
        session.take("lose n2/0");
        session.ask(2, "read", "[0 nil]");
        session.take("time out c2");
        session.take("resume n3");
        session.take("crash n2");
        session.take("restart n2");

        ScheduleFile file = ScheduleFile.parse(session.scenario());
        PlaySession continued =
                PlaySession.of(file, session.system(), Systems.installed().workload(file.experiment()));

        assertThat(file.scope().losses()).isEqualTo(1);
        assertThat(file.scope().timers()).isEqualTo(1);
        assertThat(json(continued)).isEqualTo(json(session));
        assertThat(node(continued, "n2").offset()).isEqualTo("-1.500 s");
    }

    @Test
    void pausedNodeHandlesNothingUntilItGoesOn() {
        PlaySession session = Sessions.of("raft-kv", 3);
        session.take("fire n1");
        session.take("pause n2");

        assertThat(events(node(session, "n2").choices())).containsExactly("crash n2", "resume n2");
        assertThat(session.view().messages())
                .filteredOn(message -> message.to().equals("n2"))
                .allSatisfy(message -> assertThat(events(message.choices())).containsExactly("lose n1/0"));
        session.ask(1, "write", "[0 1]");
        assertThat(session.view().operations())
                .extracting(OperationView::outcome)
                .containsExactly("open");
        session.take("resume n2");
        assertThat(events(session.view().messages().get(0).choices()))
                .containsExactly("deliver n1/0", "lose n1/0", "duplicate n1/0");
    }

    @Test
    void clientThatTimesOutAsksAgainAsAnotherProcess() {
        PlaySession session = Sessions.of("raft-kv", 3);
        session.take("pause n1");
        session.ask(0, "write", "[0 1]");
        assertThatThrownBy(() -> session.ask(0, "write", "[0 2]"))
                .isInstanceOf(PlayException.class)
                .hasMessage("client c0 waits for a reply; expected to let it time out first");

        session.take("time out c0");
        session.ask(0, "write", "[0 2]");

        assertThat(session.view().operations())
                .extracting(OperationView::outcome)
                .containsExactly("open", "info");
    }

    @Test
    void faultBeyondTheSystemsModelIsNoticed() {
        PlaySession session = Sessions.of("fifo-link", 2);
        assertThat(session.view().notice()).isEmpty();

        session.take("crash n2");

        assertThat(session.view().notice())
                .isEqualTo("this schedule has crashes, which fifo-link does not claim to withstand; a violation by it"
                        + " is no defect of fifo-link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deliver n1/0",
                "fire n9",
                "invoke c0",
                "move clock of n1 by 0 ms",
                "move clock of n1 by 99999999 ms",
                "resume n1",
                "time out c0"
            })
    void impossibleStepIsRefusedAndChangesNothing(String event) throws Exception {
        PlaySession session = Sessions.of("raft-kv", 3);
        String before = json(session);

        assertThatThrownBy(() -> session.take(event))
                .isInstanceOf(PlayException.class)
                .hasMessageContaining("expected");
        assertThat(json(session)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch|[0 1]", "write|[0", "write|1 2", "wr ite|[0 1]", "write|\"text\"", "|"})
    void operationThatTheWorkloadDoesNotHaveIsRefused(String call) throws Exception {
        PlaySession session = Sessions.of("raft-kv", 3);
        String before = json(session);
        String[] parts = call.split("\\|", 2);

        assertThatThrownBy(() -> session.ask(0, parts[0], parts[1])).isInstanceOf(PlayException.class);
        assertThatThrownBy(() -> session.ask(3, "write", "[0 1]")).isInstanceOf(PlayException.class);
        assertThat(json(session)).isEqualTo(before);
    }

    @Test
    void everySystemWithAProgramCanBePlayed() {
        for (SystemUnderTest system : Systems.installed().withProgram()) {
            PlaySession session = Sessions.withAnyNodes(system.name());
            session.view().nodes().stream()
                    .flatMap(node -> events(node.choices()).stream())
                    .filter(event -> event.startsWith("fire"))
                    .forEach(session::take);
            assertThat(session.view().nodes().toString())
                    .as("no text has an address, which would differ from run to run: %s", system.name())
                    .doesNotContainPattern("@[0-9a-f]{5,8}\\b");
        }
    }
}
