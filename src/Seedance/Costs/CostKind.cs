namespace Seedance.Costs;

/// <summary>Jobs of one kind cost the same: model, tier and length, with or without a video reference.</summary>
internal sealed record CostKind(string Model, string Tier, int Seconds, bool HasVideoReference)
{
    public static CostKind? Of(SeedanceRequest request, VideoModel model) =>
        model.PricedTierOf(request.Width, request.Height) is { } tier ? new CostKind(model.Id, tier, request.Duration, request.VideoReferences.Count > 0) : null;

    /// <summary>The kind of a job; null when the journal does not show it.</summary>
    public static CostKind? Of(SeedanceJob job) =>
        job is { Model: { } model, Duration: { } seconds, Width: { } width, Height: { } height } && VideoModels.Of(model).PricedTierOf(width, height) is { } tier
            ? new CostKind(model, tier, seconds, job.HasVideoReference)
            : null;
}
