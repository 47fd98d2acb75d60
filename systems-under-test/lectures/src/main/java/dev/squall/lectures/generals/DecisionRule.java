package dev.squall.lectures.generals;

/**
 * Rule by which one of the two generals decides, from the number of its messages that have come. Under every rule a
 * general attacks if nothing was lost, and never without the plan.
 */
enum DecisionRule {
    /** All messages have come. */
    ALL("all") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= expected;
        }
    },
    /** At least one message has come, if any is expected: the lecture's general who waits for a response. */
    ANSWER("answer") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= Math.min(1, expected);
        }
    },
    /** Nothing is needed but the plan: the lecture's general who always attacks. */
    PLAN("plan") {
        @Override
        boolean isEnough(int received, int expected) {
            return true;
        }
    },
    /** At most one message is missing. */
    ALL_BUT_ONE("all-but-one") {
        @Override
        boolean isEnough(int received, int expected) {
            return received >= expected - 1;
        }
    },
    /** Half of the messages have come. */
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
