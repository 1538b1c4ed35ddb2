namespace Seedance.Sandbox.Models;

/// <summary>The models that the simulator accepts. The prices are quotes of the web application's pricing calculator, August 2026.</summary>
internal static class SandboxModels
{
    public static IReadOnlyList<SandboxModel> All { get; } =
    [
        new()
        {
            Id = "seedance-2.0-fast",
            MaxSeconds = 15,
            MaxImageReferences = 4,
            MaxVideoReferences = 3,
            MaxAudioReferences = 1,
            AllowsMode = true,
            AllowsStrength = true,
            AllowsGeneratedAudio = true,
            Tiers = [new(480, 112.469m), new(720, 241.87m)],
        },
        new()
        {
            Id = "seedance-2.0",
            MaxSeconds = 15,
            MaxImageReferences = 4,
            MaxVideoReferences = 3,
            MaxAudioReferences = 1,
            AllowsMode = true,
            AllowsStrength = true,
            AllowsGeneratedAudio = true,
            Tiers = [new(480, 140.62m), new(720, 302.43m), new(1080, 680.43m), new(2160, 1904.03m)],
        },
        new()
        {
            Id = "seedance-2.0-mini",
            MaxSeconds = 15,
            MaxImageReferences = 4,
            MaxVideoReferences = 3,
            MaxAudioReferences = 1,
            AllowsMode = true,
            AllowsStrength = true,
            AllowsGeneratedAudio = false,
            Tiers = [new(480, 60.03m), new(720, 130.03m)],
        },
        new()
        {
            Id = "bytedance/seedance-2.5",
            MaxSeconds = 30,
            MaxImageReferences = 30,
            MaxVideoReferences = 10,
            MaxAudioReferences = 10,
            AllowsMode = false,
            AllowsStrength = false,
            AllowsGeneratedAudio = true,
            Tiers = [],
        },
        new()
        {
            Id = "bytedance/seedance-2.5-flash",
            MaxSeconds = 30,
            MaxImageReferences = 30,
            MaxVideoReferences = 10,
            MaxAudioReferences = 5,
            AllowsMode = false,
            AllowsStrength = false,
            AllowsGeneratedAudio = true,
            Tiers = [],
        },
    ];

    public static SandboxModel? Find(string? id) => All.FirstOrDefault(model => model.Id == id);
}
