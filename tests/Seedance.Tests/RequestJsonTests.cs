using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NJsonSchema;

namespace Seedance.Tests;

/// <summary>Drafts and JSON, both ways: any draft that has no fault.</summary>
public sealed class RequestJsonTests
{
    private static readonly VideoModel _model = VideoModel.Seedance20Fast;
    private static readonly JsonSchema _schema = LoadSchema();

    /// <summary>Drafts with all that a draft can hold, faults and all.</summary>
    public static Arbitrary<SeedanceRequest> Drafts()
    {
        Gen<SeedanceMedia> Uploaded(SeedanceMediaKind kind) =>
            from type in Gen.Elements(SeedanceMediaType.Uploaded, SeedanceMediaType.Generated)
            select new SeedanceMedia { Kind = kind, Id = Guid.NewGuid().ToString(), Type = type };
        var picture = Gen.OneOf(
            Uploaded(SeedanceMediaKind.Image),
            Gen.Constant(new SeedanceMedia { Url = new Uri("https://example.com/a b.png?x=%20&y=é") }),
            from bytes in ArbMap.Default.GeneratorFor<byte[]>() select new SeedanceMedia { Base64 = Convert.ToBase64String(bytes) });
        var reference =
            from image in picture
            from strength in ArbMap.Default.GeneratorFor<SeedanceStrength?>()
            from order in Gen.Elements<int?>(null, 0, 1, 7)
            select new SeedanceImageReference { Image = image, Strength = strength, Order = order };
        var generator =
            from prompt in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from duration in Gen.Choose(4, 15)
            from size in Gen.Elements(_model.Sizes.ToArray())
            from mode in Gen.Elements(true, false)
            from seed in Gen.Elements<long?>(null, -1, 0, 4294967295)
            from audio in Gen.Elements(true, false)
            from isPublic in Gen.Elements(true, false)
            from frames in Gen.Choose(0, 2)
            from start in picture
            from end in picture
            from images in reference.ListOf()
            from videos in Uploaded(SeedanceMediaKind.Video).ListOf()
            from sounds in Uploaded(SeedanceMediaKind.Audio).ListOf()
            select new SeedanceRequest
            {
                Prompt = prompt.Get,
                Duration = duration,
                Width = size.Width,
                Height = size.Height,
                Mode = mode ? _model.Modes.Single(known => known.Value == size.Tier).Key : null,
                Seed = seed,
                Audio = audio,
                Public = isPublic,
                StartFrame = frames > 0 ? start : null,
                EndFrame = frames > 1 ? end : null,
                ImageReferences = frames > 0 ? [] : [.. images.Take(4)],
                VideoReferences = frames > 0 ? [] : [.. videos.Take(3)],
                AudioReferences = frames > 0 ? [] : [.. sounds.Take(1)],
            };
        return generator.ToArbitrary();
    }

    [Property(Arbitrary = [typeof(RequestJsonTests)], MaxTest = 300)]
    public void A_draft_without_fault_is_the_same_after_json_and_back(SeedanceRequest draft)
    {
        if (IsFaulty(draft))
        {
            return;
        }

        var back = RequestReader.Read(RequestWriter.WriteText(draft, _model, indented: true), _model);

        Assert.Equal(draft with { ImageReferences = [], VideoReferences = [], AudioReferences = [] }, back with { ImageReferences = [], VideoReferences = [], AudioReferences = [] }, Same);
        Assert.Equal(draft.ImageReferences, back.ImageReferences);
        Assert.Equal(draft.VideoReferences, back.VideoReferences);
        Assert.Equal(draft.AudioReferences, back.AudioReferences);
    }

    [Property(Arbitrary = [typeof(RequestJsonTests)], MaxTest = 300)]
    public void The_json_of_a_draft_without_fault_satisfies_the_schema(SeedanceRequest draft)
    {
        if (!IsFaulty(draft))
        {
            Assert.Empty(_schema.Validate(RequestWriter.WriteText(draft, _model, indented: false)));
        }
    }

    [Fact]
    public void Most_of_the_drafts_have_no_fault()
    {
        var drafts = Drafts().Generator.Sample(200).ToList();

        Assert.InRange(drafts.Count(draft => !IsFaulty(draft)), 100, 200);
    }

    [Theory]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"duration":3}}""")]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"style":"noir"}}""")]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"guidances":{"start_frame":[{"image":{"id":"a","type":"URL"}}]}}}""")]
    public void The_schema_can_fail(string json) => Assert.NotEmpty(_schema.Validate(json));

    [Property]
    public void Any_text_at_all_is_a_draft_or_a_clear_error(string? text)
    {
        try
        {
            Assert.NotNull(RequestReader.Read(text ?? "", _model));
        }
        catch (InvalidJsonException)
        {
        }
    }

    private static bool IsFaulty(SeedanceRequest draft) => RequestCheck.FindFaults(draft, _model).Any(fault => fault.Severity == FaultSeverity.Error);

    // Lists are compared apart; a fresh empty one is another object.
    private static bool Same(SeedanceRequest one, SeedanceRequest other) =>
        one with { ImageReferences = other.ImageReferences, VideoReferences = other.VideoReferences, AudioReferences = other.AudioReferences } == other;

    private static JsonSchema LoadSchema()
    {
        using var resource = typeof(RequestJsonTests).Assembly.GetManifestResourceStream("create-request.schema.json")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).Result;
    }
}
