using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NJsonSchema;

namespace Seedance.Tests;

/// <summary>Any valid draft is the same after it was written as JSON and read again.</summary>
public sealed class RequestJsonTests
{
    private static readonly Dictionary<string, JsonSchema> _schemas = VideoModels.All.ToDictionary(model => model.Id, model => LoadSchema(model.Id));

    /// <summary>Drafts with everything that a draft can have, valid or not.</summary>
    public static Arbitrary<SeedanceRequest> Drafts()
    {
        Gen<SeedanceMedia> Uploaded(SeedanceMediaKind kind, bool isGenerated = true) =>
            from type in Gen.Elements(SeedanceMediaType.Uploaded, isGenerated ? SeedanceMediaType.Generated : SeedanceMediaType.Uploaded)
            select new SeedanceMedia { MediaKind = kind, Id = Guid.NewGuid().ToString(), MediaType = type };
        var image = Gen.OneOf(
            Uploaded(SeedanceMediaKind.Image),
            Gen.Constant(new SeedanceMedia { Url = new Uri("https://example.com/a b.png?x=%20&y=é") }),
            from bytes in ArbMap.Default.GeneratorFor<byte[]>() select new SeedanceMedia { Base64 = Convert.ToBase64String(bytes) });
        Gen<SeedanceImageReference> Reference(VideoModel model) =>
            from media in image
            from strength in model.HasStrength ? ArbMap.Default.GeneratorFor<SeedanceStrength?>() : Gen.Constant<SeedanceStrength?>(null)
            from order in Gen.Elements<int?>(null, 0, 1, 7)
            select new SeedanceImageReference { Image = media, StrengthLevel = strength, Order = order };
        var generator =
            from model in Gen.Elements(VideoModels.All.ToArray())
            from prompt in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from duration in Gen.Choose((int)model.Duration.Min, (int)model.Duration.Max)
            from size in Gen.Elements(model.Sizes.ToArray())
            from mode in Gen.Elements(true, false)
            from seed in Gen.Elements<long?>(null, -1, 0, 4294967295)
            from audio in Gen.Elements(true, false)
            from isPublic in Gen.Elements(true, false)
            from frames in Gen.Choose(0, 2)
            from start in image
            from end in image
            from images in Reference(model).ListOf()
            from videos in Uploaded(SeedanceMediaKind.Video).ListOf()
            from audios in Uploaded(SeedanceMediaKind.Audio, model.Rule(RequestField.AudioReference).Types.Count == 0).ListOf()
            select new SeedanceRequest
            {
                Model = model.Id,
                Prompt = prompt.Get,
                Duration = duration,
                Width = size.Width,
                Height = size.Height,
                Mode = mode ? model.Modes!.FirstOrDefault(known => known.Value == size.Tier).Key : null,
                Seed = seed,
                Audio = audio,
                Public = isPublic,
                StartFrame = frames > 0 ? start : null,
                EndFrame = frames > 1 ? end : null,
                ImageReferences = frames > 0 ? [] : [.. images.Take(model.Rule(RequestField.ImageReference).Max)],
                VideoReferences = frames > 0 ? [] : [.. videos.Take(model.Rule(RequestField.VideoReference).Max)],
                AudioReferences = frames > 0 ? [] : [.. audios.Take(model.Rule(RequestField.AudioReference).Max)],
            };
        return generator.ToArbitrary();
    }

    [Property(Arbitrary = [typeof(RequestJsonTests)], MaxTest = 300)]
    public void A_valid_draft_is_the_same_after_it_was_written_and_read(SeedanceRequest draft)
    {
        if (IsInvalid(draft))
        {
            return;
        }

        var back = RequestReader.Read(RequestWriter.WriteText(draft, VideoModels.Of(draft.Model), indented: true));

        Assert.Equal(draft with { ImageReferences = [], VideoReferences = [], AudioReferences = [] }, back with { ImageReferences = [], VideoReferences = [], AudioReferences = [] }, Same);
        Assert.Equal(draft.ImageReferences, back.ImageReferences);
        Assert.Equal(draft.VideoReferences, back.VideoReferences);
        Assert.Equal(draft.AudioReferences, back.AudioReferences);
    }

    [Property(Arbitrary = [typeof(RequestJsonTests)], MaxTest = 300)]
    public void The_json_of_a_valid_draft_satisfies_the_schema_of_its_model(SeedanceRequest draft)
    {
        if (!IsInvalid(draft))
        {
            Assert.Empty(_schemas[draft.Model].Validate(RequestWriter.WriteText(draft, VideoModels.Of(draft.Model), indented: false)));
        }
    }

    [Fact]
    public void Most_of_the_drafts_are_valid()
    {
        var drafts = Drafts().Generator.Sample(200).ToList();

        Assert.InRange(drafts.Count(draft => !IsInvalid(draft)), 100, 200);
    }

    [Theory]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"duration":3}}""")]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"style":"noir"}}""")]
    [InlineData("""{"model":"seedance-2.0-fast","public":false,"parameters":{"prompt":"x","quantity":1,"guidances":{"start_frame":[{"image":{"id":"a","type":"URL"}}]}}}""")]
    [InlineData("""{"model":"bytedance/seedance-2.5","public":false,"parameters":{"prompt":"x","quantity":1,"mode":"RESOLUTION_720"}}""")]
    [InlineData("""{"model":"bytedance/seedance-2.5","public":false,"parameters":{"prompt":"x","quantity":1,"guidances":{"image_reference":[{"image":{"id":"a","type":"UPLOADED"},"strength":"LOW"}]}}}""")]
    [InlineData("""{"model":"seedance-2.0-mini","public":false,"parameters":{"prompt":"x","quantity":1,"guidances":{"audio_reference":[{"audio":{"id":"a","type":"GENERATED"}}]}}}""")]
    public void The_schema_rejects_an_invalid_body(string json)
    {
        var model = System.Text.Json.Nodes.JsonNode.Parse(json)!["model"]!.GetValue<string>();

        Assert.NotEmpty(_schemas[model].Validate(json));
    }

    [Property]
    public void Any_text_is_a_draft_or_invalid_json(string? text)
    {
        try
        {
            Assert.NotNull(RequestReader.Read(text ?? ""));
        }
        catch (InvalidJsonException)
        {
        }
    }

    private static bool IsInvalid(SeedanceRequest draft) => RequestValidator.FindProblems(draft, VideoModels.Of(draft.Model)).Any(problem => !problem.IsWarning);

    // Lists are compared separately, because records compare them by reference.
    private static bool Same(SeedanceRequest one, SeedanceRequest other) =>
        one with { ImageReferences = other.ImageReferences, VideoReferences = other.VideoReferences, AudioReferences = other.AudioReferences } == other;

    private static JsonSchema LoadSchema(string model)
    {
        using var resource = typeof(RequestJsonTests).Assembly.GetManifestResourceStream($"{model.Split('/').Last()}.schema.json")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).Result;
    }
}
