package dev.squall.lectures.text;

import dev.squall.lectures.text.TextMessages.Delete;
import dev.squall.lectures.text.TextMessages.DeleteOk;
import dev.squall.lectures.text.TextMessages.Insert;
import dev.squall.lectures.text.TextMessages.InsertOk;
import dev.squall.lectures.text.TextMessages.Read;
import dev.squall.lectures.text.TextMessages.ReadOk;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;

/** The node of an editor. The node replies from its own replica at once, so an editor can work without a network. */
final class TextNode implements Node {

    private final Environment environment;
    private final SharedText<?> text;
    private long lastNumber;

    TextNode(Environment environment, SharedText<?> text) {
        this.environment = environment;
        this.text = text;
    }

    @Override
    public void start() {
        text.start();
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Insert insert) {
            onRequestToInsert(message, insert);
        } else if (message.body() instanceof Delete delete) {
            onRequestToDelete(message, delete);
        } else if (message.body() instanceof Read) {
            environment.reply(message, new ReadOk(text.characters()));
        } else {
            text.receive(message);
        }
    }

    private void onRequestToInsert(Message request, Insert insert) {
        if (insert.characters().isEmpty() || !isPlace(insert.place())) {
            refuse(request, ErrorCode.MALFORMED_REQUEST, "an insertion needs a character and a place from 0 to 1000");
            return;
        }
        int index = (int) (insert.place() * text.length() / TextMessages.END_PLACE);
        TextId first = new TextId(environment.nodeId(), lastNumber + 1);
        lastNumber += insert.characters().length();
        environment.journal(
                new TextFacts.Inserting(first, insert.characters(), text.elementAt(index), text.elementAt(index + 1)));
        text.insert(index, first, insert.characters());
        environment.reply(request, new InsertOk(index));
    }

    private void onRequestToDelete(Message request, Delete delete) {
        if (!isPlace(delete.place())) {
            refuse(request, ErrorCode.MALFORMED_REQUEST, "a deletion needs a place from 0 to 1000");
            return;
        } else if (text.length() == 0) {
            refuse(request, ErrorCode.PRECONDITION_FAILED, "the text is empty");
            return;
        }
        int index = (int) (delete.place() * (text.length() - 1) / TextMessages.END_PLACE);
        lastNumber++;
        TextId deletion = new TextId(environment.nodeId(), lastNumber);
        TextId character = text.elementAt(index + 1);
        String deleted = text.valueAt(index + 1);
        environment.journal(new TextFacts.Deleting(deletion, character));
        text.delete(index, deletion);
        environment.reply(request, new DeleteOk(index, deleted));
    }

    private static boolean isPlace(long place) {
        return place >= 0 && place <= TextMessages.END_PLACE;
    }

    private void refuse(Message request, ErrorCode code, String text) {
        environment.reply(request, new ErrorReply(code, text));
    }
}
