package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.Arbitrary;
import dev.squall.lectures.links.LinkMessages.Sealed;
import dev.squall.lectures.links.flawed.NoAuthentication;
import dev.squall.lectures.links.flawed.NoFreshness;
import dev.squall.lectures.links.flawed.SenderNotCovered;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.adversary.Tampering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuthenticatedLinkTest {

    private static Sealed sealedBy(String sender, LinkProgram program, Object message) {
        VirtualCluster cluster = VirtualCluster.of(program).size(3).start();
        cluster.request("c0", sender, new Links.Send("n2", message));
        cluster.settle();
        return cluster.takeSent().stream()
                .map(Message::body)
                .filter(Sealed.class::isInstance)
                .map(Sealed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static final Sealed SEALED = sealedBy("n1", new AuthenticatedLinkProgram(), 5L);

    /** Returns what n2 delivers if it receives these messages as from these nodes, in turn. */
    private static List<LinkFacts.Delivered> delivered(LinkProgram program, Object... sendersAndMessages) {
        VirtualCluster cluster =
                VirtualCluster.of(program).size(3).playing("n1", "n3").start();
        for (int i = 0; i < sendersAndMessages.length; i += 2) {
            cluster.send(new Message((String) sendersAndMessages[i], "n2", Message.NO_ID, Message.NO_ID, (Sealed)
                    sendersAndMessages[i + 1]));
        }
        cluster.settle();
        List<LinkFacts.Delivered> delivered = new ArrayList<>();
        cluster.facts("n2").forEach(fact -> {
            if (fact instanceof LinkFacts.Delivered delivery) {
                delivered.add(delivery);
            }
        });
        return delivered;
    }

    private static final LinkFacts.Delivered DELIVERED = new LinkFacts.Delivered("n1", 5L);

    @Test
    void authenticMessageIsDeliveredOnce() {
        assertThat(delivered(new AuthenticatedLinkProgram(), "n1", SEALED, "n1", SEALED))
                .containsExactly(DELIVERED);
        assertThat(delivered(new NoFreshness(), "n1", SEALED, "n1", SEALED)).containsExactly(DELIVERED, DELIVERED);
    }

    @Test
    void corruptedMessageIsDropped() {
        Sealed content = new Sealed(1, "6", SEALED.tag());
        Sealed number = new Sealed(2, "5", SEALED.tag());
        Sealed tag = new Sealed(1, "5", SEALED.tag().replace('a', 'b').replace('0', '1'));

        assertThat(delivered(new AuthenticatedLinkProgram(), "n1", content, "n1", number, "n1", tag))
                .isEmpty();
        assertThat(delivered(new NoAuthentication(), "n1", content)).containsExactly(new LinkFacts.Delivered("n1", 6L));
        assertThat(delivered(new NoAuthentication(), "n1", new Sealed(1, "{", "")))
                .isEmpty();
    }

    @Test
    void messageOfAnotherSenderIsDropped() {
        assertThat(delivered(new AuthenticatedLinkProgram(), "n3", SEALED)).isEmpty();
        Sealed withoutSender = sealedBy("n1", new SenderNotCovered(), 5L);
        assertThat(delivered(new SenderNotCovered(), "n3", withoutSender))
                .containsExactly(new LinkFacts.Delivered("n3", 5L));
    }

    @Test
    void tagIsThatOfTheStandard() {
        // printf %s '2:n12:n21:5' | openssl dgst -sha256 -hmac "the nodes' secret"
        assertThat(SEALED).isEqualTo(new Sealed(1, "5", TAG));
    }

    private static final String TAG = "99b5a6581514d18da75da0909a7638cdd4c138cb8c07233e0bc0e4f66ca9f0d3";

    @Property(tries = 30)
    void reliableLinkStandsOnAnAuthenticatedLink(@ForAll long seed) {
        VirtualCluster cluster = VirtualCluster.of(new AuthenticatedLinkProgram.Reliable())
                .size(3)
                .seed(seed)
                .start();
        for (Tampering.Kind kind : Tampering.Kind.values()) {
            cluster.inject(new Arbitrary(kind, 30, seed + kind.ordinal(), Map.of()));
        }
        for (long message = 0; message < 20; message++) {
            cluster.request("c0", "n1", new Links.Send("n2", message));
            cluster.run(10);
        }
        cluster.run(5_000);

        assertThat(cluster.facts("n2").stream().filter(LinkFacts.Delivered.class::isInstance))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(fact -> ((LinkFacts.Delivered) fact).from().equals("n1"));
        assertThat(cluster.facts("n3")).noneMatch(LinkFacts.Delivered.class::isInstance);
    }
}
