package dev.squall.lectures.generals;

import dev.squall.lectures.generals.GeneralsMessages.OralMessage;
import dev.squall.lectures.generals.Strategy.Word;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * A traitor. The traitor knows the algorithm, and its strategy determines every message that a loyal general in its
 * place could send. A traitorous commander sends the messages when it gets the order, a traitorous lieutenant when it
 * gets its first message. The strategy need not depend on received messages, because in one battle any behaviour is
 * equivalent to a fixed table of messages.
 */
final class Traitor extends General {

    private final int traitorsTolerated;
    private final Strategy strategy;

    Traitor(Environment environment, long decideAfterMillis, int traitorsTolerated, Strategy strategy) {
        super(environment, decideAfterMillis);
        this.traitorsTolerated = traitorsTolerated;
        this.strategy = strategy;
    }

    @Override
    boolean isLoyal() {
        return false;
    }

    /**
     * Returns false. The result is never used, because a traitor decides on a battle as soon as it has sent its
     * messages.
     */
    @Override
    protected boolean decision(long battle) {
        return false;
    }

    @Override
    protected void onOrder(long battle, boolean attack) {
        betray(battle, List.of());
        decide(battle, attack);
    }

    @Override
    protected void onMessage(String from, Body message) {
        if (message instanceof OralMessage oral && !hasDecided(oral.battle())) {
            betray(oral.battle(), List.of(commander()));
            decide(oral.battle(), false);
        }
    }

    /** Sends the messages of all paths that start with {@code path} and end with this general. */
    private void betray(long battle, List<String> path) {
        List<String> own = new ArrayList<>(path);
        own.add(environment.nodeId());
        List<String> others = environment.nodeIds().stream()
                .filter(node -> !own.contains(node))
                .toList();
        for (String to : others) {
            Word word = strategy.word(battle, own, to);
            if (word != Word.NOTHING) {
                environment.send(to, new OralMessage(battle, own, word == Word.ATTACK));
            } else if (path.isEmpty()) {
                // Informs a second traitor of the battle, so that it can send messages without having received an
                // order. Loyal generals ignore a message without a path.
                environment.send(to, new OralMessage(battle, List.of(), false));
            }
        }
        if (!path.isEmpty() && path.size() < traitorsTolerated) {
            for (String next : others) {
                List<String> longer = new ArrayList<>(path);
                longer.add(next);
                betray(battle, longer);
            }
        }
    }
}
