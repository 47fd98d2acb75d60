package dev.squall.lectures.generals;

import dev.squall.lectures.generals.GeneralsMessages.Messenger;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.HashMap;
import java.util.Map;

/**
 * One of the two generals (lecture 2.1). The first general sends the plan to attack. Each general then acknowledges the
 * other's message, up to a maximum number of messages. At the end of the waiting time, each general decides by its
 * decision rule.
 */
final class TwoGeneral extends General {

    private final int messages;
    private final DecisionRule rule;
    /** Number of the last message received, by battle. */
    private final Map<Long, Integer> lastReceived = new HashMap<>();

    /** @param messages maximum number of messages of a battle, of both generals together */
    TwoGeneral(Environment environment, long decideAfterMillis, int messages, DecisionRule rule) {
        super(environment, decideAfterMillis);
        this.messages = messages;
        this.rule = rule;
    }

    private boolean isFirst() {
        return environment.nodeId().equals(commander());
    }

    @Override
    protected void onOrder(long battle, boolean attack) {
        if (!attack) {
            decide(battle, false);
        } else if (isInTime(battle)) {
            send(battle, 1);
        }
    }

    @Override
    protected void onMessage(String from, Body message) {
        if (message instanceof Messenger messenger && isInTime(messenger.battle())) {
            int before = lastReceived.getOrDefault(messenger.battle(), 0);
            if (before < messenger.number()) {
                lastReceived.put(messenger.battle(), messenger.number());
                send(messenger.battle(), messenger.number() + 1);
            }
        }
    }

    private void send(long battle, int number) {
        if (number <= messages) {
            String other = environment.nodeIds().get(isFirst() ? 1 : 0);
            environment.send(other, new Messenger(battle, number));
        }
    }

    @Override
    protected boolean decision(long battle) {
        Integer last = lastReceived.remove(battle);
        int received = last == null ? 0 : (last + 1) / 2;
        int expected = isFirst() ? messages / 2 : (messages + 1) / 2;
        boolean hasPlan = isFirst() || received > 0;
        return hasPlan && rule.isEnough(received, expected);
    }
}
