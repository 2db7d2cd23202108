package dev.flatline.wire.operator;

/** One page of an {@link OperatorPort}. */
@FunctionalInterface
public interface OperatorPage {

    /**
     * The page as it stands. Called on a thread of the port, by several at a time; interrupted when it takes longer than
     * {@link OperatorOptions#requestLimit}.
     *
     * @param accept the request's Accept header, empty if there is none
     */
    OperatorReply reply(String accept);
}
