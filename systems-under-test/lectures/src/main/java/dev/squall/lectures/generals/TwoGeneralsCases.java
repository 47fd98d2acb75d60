package dev.squall.lectures.generals;

import dev.squall.system.Enumeration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Enumeration of every acknowledgement protocol of 0 to 12 messages, with every pair of decision rules and every loss
 * pattern (lecture 2.1). For each protocol and pair of rules, some loss pattern must make one general attack alone.
 *
 * <p>The reason is the chain argument, and the enumeration checks its premise in every case. Removing the last
 * delivered message can change only the receiver's decision, because the sender cannot detect the loss. If no message
 * is lost, both generals attack. If all messages are lost, the second general does not attack. In some pattern between
 * the two, one general attacks alone. A protocol of k messages has 2^k patterns.
 */
final class TwoGeneralsCases implements Enumeration {

    static final int MESSAGES_MAX = 12;

    @Override
    public Finding run(Effort effort) {
        int cases = 0;
        int protocols = 0;
        int removals = 0;
        String example = "";
        for (int messages = 0; messages <= MESSAGES_MAX; messages++) {
            for (DecisionRule first : DecisionRule.values()) {
                for (DecisionRule second : DecisionRule.values()) {
                    Patterns patterns = Patterns.of(messages, first, second);
                    cases += patterns.decisions().size();
                    protocols++;
                    String complaint = patterns.complaint();
                    int alone = patterns.firstAlone();
                    if (!complaint.isEmpty() || alone < 0) {
                        String found =
                                complaint.isEmpty() ? "no loss pattern makes one general attack alone" : complaint;
                        return new Finding(false, patterns.name() + ": " + found, cases);
                    }
                    removals += patterns.removals();
                    if (messages == MESSAGES_MAX && first == DecisionRule.ALL && second == DecisionRule.ALL) {
                        example = patterns.words(alone);
                    }
                    effort.onProgress().accept(cases);
                }
            }
            if (effort.isStopped().getAsBoolean()) {
                break;
            }
        }
        String words = String.format(
                Locale.ROOT,
                "all of %,d loss patterns of all %d protocols (0 to %d messages, %d pairs of rules): in each protocol"
                        + " one general attacks alone in some pattern, for example with %s; by the chain argument:"
                        + " removing the last delivered message changed the decision of one general at most, %,d"
                        + " times of %,d",
                cases,
                protocols,
                MESSAGES_MAX,
                DecisionRule.values().length * DecisionRule.values().length,
                example,
                removals,
                removals);
        return new Finding(true, words, cases);
    }

    /** Decisions of the two generals. */
    record Decisions(boolean first, boolean second) {

        boolean isSplit() {
            return first != second;
        }

        int differences(Decisions other) {
            return (first == other.first ? 0 : 1) + (second == other.second ? 0 : 1);
        }
    }

    /**
     * Results of one protocol for all loss patterns.
     *
     * @param decisions the generals' decisions by loss pattern; bit i of a pattern is set if message i + 1 is lost
     * @param sent number of messages sent, by loss pattern
     */
    record Patterns(
            int messages, DecisionRule first, DecisionRule second, List<Decisions> decisions, List<Integer> sent) {

        static Patterns of(int messages, DecisionRule first, DecisionRule second) {
            SimulatedCases field = new SimulatedCases(
                    new TwoGeneralsProgram(),
                    Map.of(
                            TwoGeneralsProgram.MESSAGES,
                            String.valueOf(messages),
                            TwoGeneralsProgram.RULE,
                            first.optionName(),
                            TwoGeneralsProgram.SECOND_RULE,
                            second.optionName(),
                            GeneralsOptions.DECIDE_AFTER,
                            SimulatedCases.DECIDE_AFTER),
                    2);
            List<Decisions> decisions = new ArrayList<>(1 << messages);
            List<Integer> sent = new ArrayList<>(1 << messages);
            for (int pattern = 0; pattern < 1 << messages; pattern++) {
                int lost = pattern;
                boolean[] attacks = field.fight(true, message -> (lost >> message & 1) == 1);
                decisions.add(new Decisions(attacks[0], attacks[1]));
                sent.add(field.sent());
            }
            return new Patterns(messages, first, second, decisions, sent);
        }

        String name() {
            return messages + " messages, rules " + first.optionName() + " and " + second.optionName();
        }

        /** Returns the number of delivered messages, which are the messages before the first lost message. */
        private int delivered(int pattern) {
            return Math.min(sent.get(pattern), Integer.numberOfTrailingZeros(pattern | 1 << messages));
        }

        /** Returns the number of loss patterns in which at least one message was delivered. */
        int removals() {
            return (int) IntStream.range(0, decisions.size())
                    .filter(pattern -> delivered(pattern) > 0)
                    .count();
        }

        /**
         * Returns a description of the first case that contradicts the claim's premises or the chain argument, empty if
         * no case does.
         */
        String complaint() {
            Decisions nothingLost = decisions.get(0);
            if (!nothingLost.first() || messages > 0 && !nothingLost.second()) {
                return "nothing is lost, and a general does not attack";
            }
            for (int pattern = 0; pattern < decisions.size(); pattern++) {
                int delivered = delivered(pattern);
                if (delivered == 0 && decisions.get(pattern).second()) {
                    return words(pattern) + ": the second general attacks without the plan";
                }
                if (delivered > 0) {
                    int without = pattern | 1 << delivered - 1;
                    if (decisions.get(pattern).differences(decisions.get(without)) > 1) {
                        return words(pattern) + ": removing the last delivered message changes both decisions";
                    }
                }
            }
            return "";
        }

        /** Returns the first loss pattern in which one general attacks alone, -1 if no pattern does. */
        int firstAlone() {
            for (int pattern = 0; pattern < decisions.size(); pattern++) {
                if (decisions.get(pattern).isSplit()) {
                    return pattern;
                }
            }
            return -1;
        }

        /** Returns a description of a loss pattern, with its lost messages and the generals' decisions. */
        String words(int pattern) {
            StringJoiner lost = new StringJoiner(", ");
            for (int message = 1; message <= sent.get(pattern); message++) {
                if ((pattern >> message - 1 & 1) == 1) {
                    lost.add(String.valueOf(message));
                }
            }
            Decisions made = decisions.get(pattern);
            return name() + ": "
                    + (lost.length() == 0 ? "nothing is lost" : "message " + lost + " of " + messages + " is lost")
                    + ", general 1 " + (made.first() ? "attacks" : "does not")
                    + ", general 2 " + (made.second() ? "attacks" : "does not");
        }
    }
}
