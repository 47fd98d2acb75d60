package dev.squall.lectures.generals;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Program of the two generals, which are the first two nodes. All other nodes are bystanders. */
public final class TwoGeneralsProgram implements NodeProgram {

    static final String MESSAGES = "messages";
    static final String RULE = "rule";
    static final String SECOND_RULE = "second-rule";

    private static final int MESSAGES_DEFAULT = 4;
    private static final int MESSAGES_MAX = 1_000;
    private static final List<String> OPTIONS = List.of(MESSAGES, RULE, SECOND_RULE, GeneralsOptions.DECIDE_AFTER);
    private static final List<DecisionRule> RULES = List.of(DecisionRule.values());

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        GeneralsOptions settings = new GeneralsOptions(options, OPTIONS);
        int messages = (int) settings.number(MESSAGES, MESSAGES_DEFAULT, 0, MESSAGES_MAX);
        DecisionRule rule = settings.choice(RULE, DecisionRule.ALL, RULES, DecisionRule::optionName);
        DecisionRule second = settings.choice(SECOND_RULE, rule, RULES, DecisionRule::optionName);
        long decideAfterMillis = settings.decideAfterMillis();
        return new LateNode(() -> switch (environment.nodeIds().indexOf(environment.nodeId())) {
            case 0 -> new TwoGeneral(environment, decideAfterMillis, messages, rule);
            case 1 -> new TwoGeneral(environment, decideAfterMillis, messages, second);
            default -> new Bystander(environment);
        });
    }

    @Override
    public Vocabulary vocabulary() {
        return GeneralsMessages.VOCABULARY;
    }

    /** A node of which the kind depends on its name. A node's name is available only when the node starts. */
    static final class LateNode implements Node {

        private final Supplier<Node> maker;
        private Node node;

        LateNode(Supplier<Node> maker) {
            this.maker = maker;
        }

        @Override
        public void start() {
            node = maker.get();
            node.start();
        }

        @Override
        public void receive(Message message) {
            node.receive(message);
        }
    }

    /** A node that is no general. A bystander replies to clients, and takes no part in battles. */
    private record Bystander(Environment environment) implements Node {

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {
            if (message.isFromClient()) {
                environment.reply(
                        message,
                        message.body() instanceof GeneralsMessages.Flush
                                ? new GeneralsMessages.FlushOk()
                                : new ErrorReply(ErrorCode.NOT_SUPPORTED, environment.nodeId() + " is no general"));
            }
        }
    }
}
