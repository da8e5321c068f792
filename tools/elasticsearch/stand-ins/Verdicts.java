import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.core.CheckedFunction;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xpack.core.ilm.AllocateAction;
import org.elasticsearch.xpack.core.ilm.DeleteAction;
import org.elasticsearch.xpack.core.ilm.DownsampleAction;
import org.elasticsearch.xpack.core.ilm.ForceMergeAction;
import org.elasticsearch.xpack.core.ilm.LifecycleAction;
import org.elasticsearch.xpack.core.ilm.LifecyclePolicy;
import org.elasticsearch.xpack.core.ilm.LifecycleType;
import org.elasticsearch.xpack.core.ilm.MigrateAction;
import org.elasticsearch.xpack.core.ilm.ReadOnlyAction;
import org.elasticsearch.xpack.core.ilm.RolloverAction;
import org.elasticsearch.xpack.core.ilm.SearchableSnapshotAction;
import org.elasticsearch.xpack.core.ilm.SetPriorityAction;
import org.elasticsearch.xpack.core.ilm.ShrinkAction;
import org.elasticsearch.xpack.core.ilm.TimeseriesLifecycleType;
import org.elasticsearch.xpack.core.ilm.UnfollowAction;
import org.elasticsearch.xpack.core.ilm.WaitForSnapshotAction;
import org.elasticsearch.xpack.core.ilm.action.PutLifecycleRequest;
import org.elasticsearch.xpack.core.slm.action.PutSnapshotLifecycleAction;
import org.elasticsearch.xpack.core.transform.action.PutTransformAction;
import org.elasticsearch.xpack.core.transform.transforms.TransformParsingContext;

/** What the product's own parsers and checks say about bodies whose services cannot be had. They throw what is wrong. */
final class Verdicts {
    private Verdicts() {}

    static void judge(String kind, String name, XContentParser body) throws Exception {
        switch (kind) {
            case "lifecycle" -> refuse(PutLifecycleRequest.parseRequest(new PutLifecycleRequest.Factory() {
                @Override
                public PutLifecycleRequest create(LifecyclePolicy policy) {
                    return new PutLifecycleRequest(TimeValue.ZERO, TimeValue.ZERO, policy);
                }

                @Override
                public String getPolicyName() {
                    return name;
                }
            }, body).validate());
            case "snapshots" -> refuse(
                PutSnapshotLifecycleAction.Request.parseRequest(TimeValue.ZERO, TimeValue.ZERO, name, body).validate());
            case "transform" -> refuse(PutTransformAction.Request.fromXContent(
                body, name, false, TimeValue.ZERO, new TransformParsingContext(false)).validate());
            default -> throw new IllegalArgumentException("no verdict about [" + kind + "]");
        }
    }

    private static void refuse(ActionRequestValidationException problems) {
        if (problems != null) throw new IllegalArgumentException(problems.getMessage(), problems);
    }

    static List<NamedXContentRegistry.Entry> lifecycleActions() {
        return List.of(
            new NamedXContentRegistry.Entry(LifecycleType.class, new ParseField(TimeseriesLifecycleType.TYPE),
                parser -> TimeseriesLifecycleType.INSTANCE),
            action(AllocateAction.NAME, AllocateAction::parse),
            action(DeleteAction.NAME, DeleteAction::parse),
            action(DownsampleAction.NAME, DownsampleAction::parse),
            action(ForceMergeAction.NAME, ForceMergeAction::parse),
            action(MigrateAction.NAME, MigrateAction::parse),
            action(ReadOnlyAction.NAME, ReadOnlyAction::parse),
            action(RolloverAction.NAME, RolloverAction::parse),
            action(SearchableSnapshotAction.NAME, SearchableSnapshotAction::parse),
            action(SetPriorityAction.NAME, SetPriorityAction::parse),
            action(ShrinkAction.NAME, ShrinkAction::parse),
            action(UnfollowAction.NAME, UnfollowAction::parse),
            action(WaitForSnapshotAction.NAME, WaitForSnapshotAction::parse));
    }

    private static NamedXContentRegistry.Entry action(
            String name, CheckedFunction<XContentParser, LifecycleAction, java.io.IOException> parse) {
        return new NamedXContentRegistry.Entry(LifecycleAction.class, new ParseField(name), parse);
    }
}
