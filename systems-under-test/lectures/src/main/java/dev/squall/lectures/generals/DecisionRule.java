package dev.squall.lectures.generals;

/**
 * Rule by which one of the two generals decides, from the number of received messages. Under every rule, a general
 * attacks if no message was lost, and never attacks without the plan.
 */
enum DecisionRule {
    /** A general attacks if all expected messages have arrived. */
    ALL("all") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= expected;
        }
    },
    /**
     * A general attacks if at least one message has arrived or none is expected: the lecture's general who waits for a
     * response.
     */
    ANSWER("answer") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= Math.min(1, expected);
        }
    },
    /** A general with the plan attacks without waiting for messages: the lecture's general who always attacks. */
    PLAN("plan") {
        @Override
        boolean isEnough(int received, int expected) {
            return true;
        }
    },
    /** A general attacks if at most one expected message is missing. */
    ALL_BUT_ONE("all-but-one") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= expected - 1;
        }
    },
    /** A general attacks if at least half of the expected messages have arrived. */
    HALF("half") {
        @Override
        boolean isEnough(int received, int expected) {
            return 2 * received >= expected;
        }
    };

    private final String optionName;

    DecisionRule(String optionName) {
        this.optionName = optionName;
    }

    String optionName() {
        return optionName;
    }

    abstract boolean isEnough(int received, int expected);
}
