package dev.squall.lectures.generals;

import dev.squall.lectures.generals.GeneralsMessages.OralMessage;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loyal general of the algorithm OM(f) with oral messages (lecture 2.2; Lamport, Shostak and Pease, 1982). At most f
 * of the n generals may be traitors. If n is at least 3f + 1, all loyal generals make the same decision. If the
 * commander is loyal too, that decision is the commander's order.
 *
 * <p>The commander sends its order to all lieutenants. A lieutenant adds its own name to the path of a message, and
 * passes on the message to all generals outside the path. The path has at most f + 1 names. A missing message counts as
 * an order to retreat. The time and the number of messages of a battle grow as n to the power of f + 1.
 */
class LoyalGeneral extends General {

    private final int traitorsTolerated;
    /** Values of the oral messages, by battle and path. */
    private final Map<Long, Map<List<String>, Boolean>> heard = new HashMap<>();

    /** @param traitorsTolerated the number f, at least 0 */
    LoyalGeneral(Environment environment, long decideAfterMillis, int traitorsTolerated) {
        super(environment, decideAfterMillis);
        this.traitorsTolerated = traitorsTolerated;
    }

    @Override
    protected void onOrder(long battle, boolean attack) {
        decide(battle, attack);
        sendToOthers(new OralMessage(battle, List.of(environment.nodeId()), attack));
    }

    @Override
    protected void onMessage(String from, Body message) {
        if (message instanceof OralMessage oral && isPossible(from, oral.path()) && isInTime(oral.battle())) {
            Boolean before = heard.computeIfAbsent(oral.battle(), battle -> new HashMap<>())
                    .putIfAbsent(oral.path(), oral.attack());
            if (before == null && oral.path().size() <= traitorsTolerated) {
                sendToOthers(new OralMessage(oral.battle(), longer(oral.path(), environment.nodeId()), oral.attack()));
            }
        }
    }

    /**
     * Returns true if a loyal sender could have sent a message with this path. A general ignores all other messages.
     */
    private boolean isPossible(String from, List<String> path) {
        return !path.isEmpty()
                && path.size() <= traitorsTolerated + 1
                && path.get(0).equals(commander())
                && path.get(path.size() - 1).equals(from)
                && !path.contains(environment.nodeId())
                && areDistinctNodes(path);
    }

    private boolean areDistinctNodes(List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (path.indexOf(path.get(i)) != i || !environment.nodeIds().contains(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void sendToOthers(OralMessage message) {
        for (String node : environment.nodeIds()) {
            if (!message.path().contains(node)) {
                environment.send(node, message);
            }
        }
    }

    @Override
    protected final boolean decision(long battle) {
        return decision(heard.remove(battle));
    }

    /** Returns the decision of a lieutenant, from the received values by path. */
    protected boolean decision(Map<List<String>, Boolean> values) {
        return majority(List.of(commander()), values);
    }

    /**
     * Returns the value of a path. The value is the majority of the message received over the path itself and of the
     * values of the path extended by each other lieutenant. A tie counts as retreat.
     */
    private boolean majority(List<String> path, Map<List<String>, Boolean> values) {
        boolean own = values.getOrDefault(path, false);
        if (path.size() > traitorsTolerated) {
            return own;
        }
        int attacks = own ? 1 : 0;
        int votes = 1;
        for (String node : environment.nodeIds()) {
            if (!path.contains(node) && !node.equals(environment.nodeId())) {
                attacks += majority(longer(path, node), values) ? 1 : 0;
                votes++;
            }
        }
        return 2 * attacks > votes;
    }

    private static List<String> longer(List<String> path, String node) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(node);
        return longer;
    }
}
