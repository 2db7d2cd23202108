package dev.flatline.scenarios.live;

import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.html.HtmlReport;
import dev.flatline.wire.operator.OperatorPage;
import dev.flatline.wire.operator.OperatorReply;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The report of a run that goes on, made from its files when somebody asks. What was made is given again until {@value #REST} times as
 * long has passed as making it took, so that however many watch, it takes a twentieth of a core. May be used from any thread.
 */
final class LiveReport implements OperatorPage {

    private static final int REST = 20;

    private final Supplier<Path> folder;
    private final Function<ResultFolder, String> render;
    private final String type;
    private final LongSupplier nanoTime;
    private final LongSupplier version;
    private String made = "";
    private long madeVersion = -1;
    private long freshUntilNanos;
    private boolean empty = true;

    /**
     * Creates a page that nobody has asked for.
     *
     * @param version changes when the folder is final, and what was made before is of no use any more
     */
    LiveReport(
            Supplier<Path> folder,
            Function<ResultFolder, String> render,
            String type,
            LongSupplier nanoTime,
            LongSupplier version) {
        this.folder = folder;
        this.render = render;
        this.type = type;
        this.nanoTime = nanoTime;
        this.version = version;
    }

    /** The page itself, which asks for data. */
    static LiveReport page(Supplier<Path> folder, LongSupplier nanoTime, LongSupplier version) {
        return new LiveReport(folder, HtmlReport::livePage, "text/html; charset=utf-8", nanoTime, version);
    }

    /** What the page shows, in JSON. */
    static LiveReport data(Supplier<Path> folder, LongSupplier nanoTime, LongSupplier version) {
        return new LiveReport(folder, HtmlReport::data, "application/json; charset=utf-8", nanoTime, version);
    }

    @Override
    public synchronized OperatorReply reply(String accept) {
        long now = nanoTime.getAsLong();
        long current = version.getAsLong();
        if (empty || current != madeVersion || now - freshUntilNanos > 0) {
            try {
                made = render.apply(ResultFolder.open(folder.get()));
                madeVersion = current;
                long after = nanoTime.getAsLong();
                freshUntilNanos = after + REST * (after - now);
                empty = false;
            } catch (ResultFolderException unreadable) {
                return OperatorReply.text(HttpURLConnection.HTTP_UNAVAILABLE, String.valueOf(unreadable.getMessage()));
            }
        }
        return new OperatorReply(HttpURLConnection.HTTP_OK, type, made);
    }
}
