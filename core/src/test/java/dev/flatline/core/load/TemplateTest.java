package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.text.PercentEncoding;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class TemplateTest {

    private static final List<String> COLUMNS = List.of("user", "token");
    private static final List<String> ROW = List.of("Zoë & co", "t0k3n");

    @Test
    void fillsInTheClientItsGroupAndItsRow() {
        Template template = Template.parse("{group}-{client}:{token}.{user}", COLUMNS);

        String filled = template.fill(17, "web", ROW, UnaryOperator.identity());

        assertEquals("web-17:t0k3n.Zoë & co", filled);
    }

    @Test
    void encodesWhatIsFilledInAndNothingElse() {
        Template template = Template.parse("/a b?u={user}&x=1", COLUMNS);

        String filled = template.fill(0, "web", ROW, PercentEncoding::of);

        assertEquals("/a b?u=Zo%C3%AB%20%26%20co&x=1", filled);
    }

    @Test
    void twoBracesStandForOne() {
        Template template = Template.parse("{{\"id\":{client}}}", COLUMNS);

        assertEquals("{\"id\":3}", template.fill(3, "web", ROW, UnaryOperator.identity()));
    }

    @Test
    void anUnknownColumnIsRefusedWithTheNearestOne() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> Template.parse("Bearer {tokn}", COLUMNS));

        assertEquals("found {tokn}; did you mean 'token'?", refused.getMessage());
    }

    @Test
    void aColumnWithoutATableIsRefusedWithWhereColumnsComeFrom() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Template.parse("{token}", List.of()));

        assertEquals("found {token}; accepted: client, group; columns come from request.csv", refused.getMessage());
    }

    @Test
    void aBraceWithoutItsOtherIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Template.parse("{client", COLUMNS));
        assertThrows(IllegalArgumentException.class, () -> Template.parse("client}", COLUMNS));
    }

    @Test
    void aTextIsFixedWhenNothingInItDiffersFromClientToClient() {
        assertTrue(Template.parse("/x/{group}", COLUMNS).isFixed());
        assertFalse(Template.parse("/x/{client}", COLUMNS).isFixed());
        assertFalse(Template.parse("/x/{user}", COLUMNS).isFixed());
        assertEquals(
                List.of(1), Template.parse("{token}{client}{token}", COLUMNS).columns());
    }
}
