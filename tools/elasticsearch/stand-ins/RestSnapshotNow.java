import java.util.List;
import org.elasticsearch.action.admin.cluster.snapshots.create.CreateSnapshotRequest;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xpack.core.slm.action.PutSnapshotLifecycleAction;

/**
 * <code>POST /_now/snapshots/POLICY</code>: takes the snapshot that the policy in the body asks for, and answers when it is
 * there. The product makes the request of the policy and takes the snapshot; only its clock is missing.
 */
final class RestSnapshotNow extends BaseRestHandler {
    @Override
    public String getName() {
        return "snapshot_now";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_now/snapshots/{policy}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws java.io.IOException {
        String policy = request.param("policy");
        try (XContentParser body = request.contentParser()) {
            CreateSnapshotRequest snapshot = PutSnapshotLifecycleAction.Request
                .parseRequest(TimeValue.ZERO, TimeValue.ZERO, policy, body)
                .getLifecycle()
                .toRequest(TimeValue.MINUS_ONE)
                .waitForCompletion(true);
            return channel -> client.admin().cluster().createSnapshot(snapshot, new RestToXContentListener<>(channel));
        }
    }
}
