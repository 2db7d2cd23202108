package dev.flatline.chaos.control.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.data.DataException;
import java.io.StringReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON in a request's body. */
public final class JsonBody {

    private JsonBody() {}

    /**
     * The first JSON value; what follows it is not looked at.
     *
     * @throws ControlException 400 if there is none; the message is {@code bad request body: } and what Go's decoder says
     */
    public static JsonElement first(String body) {
        try {
            int end = new JsonScanner(body).end();
            JsonReader reader = new JsonReader(new StringReader(body.substring(0, end)));
            reader.setStrictness(Strictness.STRICT);
            return JsonParser.parseReader(reader);
        } catch (JsonTextException | JsonParseException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a reader of plain values makes of the first JSON value.
     *
     * @throws ControlException 400 if there is none, or the reader refuses it: then with its message
     */
    public static <T> T read(String body, Function<@Nullable Object, T> reader) {
        try {
            return reader.apply(Json.plain(first(body)));
        } catch (DataException refused) {
            throw ControlException.bad(String.valueOf(refused.getMessage()));
        }
    }

    /** A complaint about the body. */
    public static ControlException bad(String complaint) {
        return ControlException.bad("bad request body: " + complaint);
    }
}
