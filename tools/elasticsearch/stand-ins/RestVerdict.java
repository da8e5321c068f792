import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentParser;

/** <code>POST /_verdict/KIND/NAME</code>: 200 where the product would take the body, else its own error. */
final class RestVerdict extends BaseRestHandler {
    @Override
    public String getName() {
        return "verdict";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_verdict/{kind}/{name}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws java.io.IOException {
        String kind = request.param("kind");
        String name = request.param("name");
        try (XContentParser body = request.contentParser()) {
            Verdicts.judge(kind, name, body);
        } catch (java.io.IOException | RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            throw new IllegalArgumentException(problem);
        }
        return channel -> channel.sendResponse(
            new RestResponse(RestStatus.OK, "application/json", "{\"accepted\":true}"));
    }
}
