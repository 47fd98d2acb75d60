package dev.squall.lectures.generals;

import dev.squall.lectures.generals.TwoGeneralsProgram.LateNode;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Program of the Byzantine generals with oral messages. The option {@code traitors} names the traitors. */
public class ByzantineProgram implements NodeProgram {

    static final String TRAITORS = "traitors";
    static final String STRATEGY = "strategy";
    static final String STRATEGY_SEED = "strategy-seed";
    static final String TOLERATED = "tolerated";

    /** Limit on the tolerated traitors, because the number of messages grows exponentially with it. */
    private static final int TOLERATED_MAX = 4;

    private static final List<String> OPTIONS =
            List.of(TRAITORS, STRATEGY, STRATEGY_SEED, TOLERATED, GeneralsOptions.DECIDE_AFTER);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        GeneralsOptions settings = new GeneralsOptions(options, OPTIONS);
        Map<String, Strategy> strategies =
                Strategies.named(settings.number(STRATEGY_SEED, 1, Long.MIN_VALUE, Long.MAX_VALUE));
        String strategy = settings.choice(STRATEGY, "random", List.copyOf(strategies.keySet()), name -> name);
        List<String> traitors = Arrays.stream(settings.text(TRAITORS, "").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
        long decideAfterMillis = settings.decideAfterMillis();
        int tolerated = traitorsTolerated((int) settings.number(TOLERATED, 1, 0, TOLERATED_MAX));
        return new LateNode(() -> {
            requireNodes(traitors, environment.nodeIds());
            return traitors.contains(environment.nodeId())
                    ? new Traitor(environment, decideAfterMillis, tolerated, strategies.get(strategy))
                    : new LoyalGeneral(environment, decideAfterMillis, tolerated);
        });
    }

    private static void requireNodes(List<String> traitors, List<String> nodeIds) {
        for (String traitor : traitors) {
            if (!nodeIds.contains(traitor)) {
                throw new IllegalArgumentException(
                        "There is no general '" + traitor + "'; expected traitors among " + nodeIds + ".");
            }
        }
    }

    /** Returns the number f of traitors that the algorithm tolerates. */
    protected int traitorsTolerated(int asked) {
        return asked;
    }

    @Override
    public final Vocabulary vocabulary() {
        return GeneralsMessages.VOCABULARY;
    }
}
