package dev.squall.lectures.generals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.generals.GeneralsFacts.Decided;
import dev.squall.lectures.generals.GeneralsFacts.Joined;
import dev.squall.lectures.generals.GeneralsMessages.OralMessage;
import dev.squall.lectures.generals.GeneralsMessages.Order;
import dev.squall.lectures.generals.Strategy.Word;
import dev.squall.lectures.generals.flawed.OrdersNotPassedOn;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ByzantineGeneralsTest {

    private static final List<String> NAMES = List.of("n1", "n2", "n3", "n4", "n5", "n6", "n7");

    /** Returns a cluster of four in which only n2, a lieutenant, runs the program. */
    private static VirtualCluster lieutenant(Map<String, String> options) {
        return VirtualCluster.of(new ByzantineProgram())
                .size(4)
                .options(options)
                .playing("n1", "n3", "n4")
                .start();
    }

    private static void say(VirtualCluster cluster, String from, boolean attack, String... path) {
        Body body = new OralMessage(1, List.of(path), attack);
        cluster.send(new Message(from, "n2", Message.NO_ID, Message.NO_ID, body));
        cluster.settle();
    }

    @Example
    void lieutenantPassesTheOrderOnToThoseWhoseNameIsNotOnThePath() {
        VirtualCluster cluster = lieutenant(Map.of());

        say(cluster, "n1", true, "n1");

        assertThat(cluster.takeSent())
                .extracting(message -> message.destination() + " " + message.body())
                .containsExactly(
                        "n3 " + new OralMessage(1, List.of("n1", "n2"), true),
                        "n4 " + new OralMessage(1, List.of("n1", "n2"), true));
    }

    @Example
    void lieutenantDecidesByMajority() {
        VirtualCluster cluster = lieutenant(Map.of());
        say(cluster, "n1", false, "n1");
        say(cluster, "n3", true, "n1", "n3");
        say(cluster, "n4", true, "n1", "n4");
        cluster.run(1_000);

        assertThat(cluster.last("n2", Decided.class)).isEqualTo(new Decided(1, true));
    }

    @Example
    void silenceCountsAsRetreat() {
        VirtualCluster cluster = lieutenant(Map.of());
        say(cluster, "n1", true, "n1");
        cluster.run(1_000);

        assertThat(cluster.last("n2", Decided.class)).isEqualTo(new Decided(1, false));
    }

    @Example
    void messagesThatNoLoyalGeneralCanSendAreIgnored() {
        VirtualCluster cluster = lieutenant(Map.of());
        say(cluster, "n3", true, "n1");
        say(cluster, "n3", true, "n4", "n3");
        say(cluster, "n3", true, "n1", "n2", "n3");
        say(cluster, "n3", true, "n1", "n4", "n3");
        say(cluster, "n3", true, "n1", "n2");
        say(cluster, "n3", true, "n1", "n1", "n3");
        say(cluster, "n3", true);
        cluster.run(1_000);

        assertThat(cluster.takeSent()).isEmpty();
        assertThat(cluster.facts("n2")).containsExactly(new Joined(true));
    }

    @Example
    void firstWordOnAPathCounts() {
        VirtualCluster cluster = lieutenant(Map.of());
        say(cluster, "n1", true, "n1");
        say(cluster, "n1", false, "n1");
        say(cluster, "n3", true, "n1", "n3");
        say(cluster, "n3", false, "n1", "n3");
        cluster.run(1_000);

        assertThat(cluster.last("n2", Decided.class)).isEqualTo(new Decided(1, true));
    }

    @Example
    void withoutPassingOnTheLieutenantObeys() {
        LoneNode general = new LoneNode(new OrdersNotPassedOn(), 4, Map.of());
        general.receive("c0", new Order(1, true));
        assertThat(general.takeSentTo("n3")).containsExactly(new OralMessage(1, List.of("n1"), true));

        VirtualCluster cluster = VirtualCluster.of(new OrdersNotPassedOn())
                .size(4)
                .playing("n1", "n3", "n4")
                .start();
        say(cluster, "n1", true, "n1");
        cluster.run(1_000);

        assertThat(cluster.takeSent()).isEmpty();
        assertThat(cluster.last("n2", Decided.class)).isEqualTo(new Decided(1, true));
    }

    /** Returns the decisions of the lieutenants by the definition of OM(m), as Lamport, Shostak and Pease give it. */
    private static Map<String, Boolean> byDefinition(
            int m, List<String> path, Map<String, Boolean> received, List<String> lieutenants, Lies lies) {
        if (m == 0) {
            return received;
        }
        Map<String, List<Boolean>> votes =
                lieutenants.stream().collect(Collectors.toMap(name -> name, name -> new ArrayList<>()));
        received.forEach((name, attack) -> votes.get(name).add(attack));
        for (String subcommander : lieutenants) {
            List<String> longer = new ArrayList<>(path);
            longer.add(subcommander);
            List<String> others = lieutenants.stream()
                    .filter(name -> !name.equals(subcommander))
                    .toList();
            Map<String, Boolean> told = others.stream()
                    .collect(Collectors.toMap(
                            name -> name, name -> lies.said(longer, name, received.get(subcommander))));
            byDefinition(m - 1, longer, told, others, lies)
                    .forEach((name, attack) -> votes.get(name).add(attack));
        }
        return votes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, vote -> {
            long attacks = vote.getValue().stream().filter(attack -> attack).count();
            return 2 * attacks > vote.getValue().size();
        }));
    }

    /** What generals say, loyal or not; silence is a retreat. */
    private record Lies(Set<String> traitors, Strategy strategy, long battle) {

        boolean said(List<String> path, String to, boolean truth) {
            return traitors.contains(path.get(path.size() - 1))
                    ? strategy.word(battle, path, to) == Word.ATTACK
                    : truth;
        }
    }

    @Property(tries = 300)
    void nodesDecideAsTheDefinitionSays(
            @ForAll @IntRange(min = 3, max = 7) int size,
            @ForAll @IntRange(min = 0, max = 2) int tolerated,
            @ForAll Set<@IntRange(min = 0, max = 6) Integer> traitorIndexes,
            @ForAll boolean attack,
            @ForAll long seed) {
        List<String> names = NAMES.subList(0, size);
        Set<String> traitors = traitorIndexes.stream()
                .filter(index -> index < size)
                .map(NAMES::get)
                .collect(Collectors.toSet());
        Map<String, String> options = Map.of(
                "tolerated", String.valueOf(tolerated),
                "traitors", String.join(",", traitors),
                "strategy-seed", String.valueOf(seed));
        VirtualCluster cluster = VirtualCluster.of(new ByzantineProgram())
                .size(size)
                .options(options)
                .start();

        cluster.request("c0", "n1", new Order(1, attack));
        cluster.run(2_000);

        Lies lies = new Lies(traitors, Strategies.named(seed).get("random"), 1);
        List<String> lieutenants = names.subList(1, size);
        Map<String, Boolean> told = lieutenants.stream()
                .collect(Collectors.toMap(name -> name, name -> lies.said(List.of("n1"), name, attack)));
        byDefinition(tolerated, List.of("n1"), told, lieutenants, lies).forEach((name, expected) -> {
            if (!traitors.contains(name)) {
                Decided decided = cluster.last(name, Decided.class);
                assertThat(decided != null && decided.attack()).as(name).isEqualTo(expected);
            }
        });
    }

    @Example
    void traitorThatWasToldNothingSpeaks() {
        nodesDecideAsTheDefinitionSays(5, 1, Set.of(0, 1, 2, 3), true, -470);
    }

    @Example
    void unknownTraitorOrStrategyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> lieutenant(Map.of("strategy", "clever")))
                .hasMessage("There is no strategy 'clever'; expected one of [collude, random, silent, split].");
        assertThatThrownBy(() -> lieutenant(Map.of("traitors", "n4,n9")))
                .hasMessageContaining("There is no general 'n9'; expected traitors among [n1, n2, n3, n4].");
        assertThatThrownBy(() -> lieutenant(Map.of("tolerated", "5")))
                .hasMessage("The option 'tolerated' is '5' and must be a whole number from 0 to 4.");
    }
}
