namespace Seedance;

/// <summary>Finds all that is wrong or doubtful with a draft, by its model's table, before anything is uploaded or paid.</summary>
internal sealed class RequestCheck
{
    private readonly List<RequestFault> _faults = [];
    private readonly SeedanceRequest _request;
    private readonly VideoModel _model;

    private RequestCheck(SeedanceRequest request, VideoModel model)
    {
        _request = request;
        _model = model;
    }

    public static IReadOnlyList<RequestFault> FindFaults(SeedanceRequest request, VideoModel model)
    {
        var check = new RequestCheck(request, model);
        check.CheckPrompt();
        check.CheckRange(nameof(request.Duration), request.Duration, model.Duration, Strings.WholeSeconds);
        if (request.Seed is { } seed)
        {
            check.CheckRange(nameof(request.Seed), seed, model.Seed, Strings.RandomSeed);
        }

        check.CheckSize();
        check.CheckMode();
        foreach (var (guidance, media) in request.Guidances())
        {
            check.CheckGuidance(model.Guidances.First(rule => rule.Name == guidance), media);
        }

        foreach (var limit in model.Media)
        {
            check.CheckMedia(limit);
        }

        return check._faults;
    }

    private void CheckPrompt()
    {
        var prompt = _request.Prompt;
        var allowed = Strings.AllowedPrompt(_model.PromptLength);
        if (string.IsNullOrWhiteSpace(prompt))
        {
            Add(nameof(_request.Prompt), prompt, Strings.PromptEmpty, allowed, Strings.ToGivePrompt);
        }
        else if (!_model.PromptLength.Contain(prompt!.Length))
        {
            Add(nameof(_request.Prompt), prompt, Strings.PromptTooLong(prompt.Length), allowed, Strings.ToShortenPrompt(prompt.Length - _model.PromptLength.Highest));
        }
        else if (HasLoneSurrogate(prompt))
        {
            Add(nameof(_request.Prompt), prompt, Strings.PromptBroken, allowed, Strings.ToRetypePrompt);
        }
    }

    private void CheckRange(string parameter, long value, Bounds allowed, string unit)
    {
        if (!allowed.Contain(value))
        {
            Add(parameter, value, Strings.OutOfRange(parameter, value), Strings.AllowedRange(allowed, unit), Strings.ToPick(parameter, allowed));
        }
    }

    private void CheckSize()
    {
        var (width, height) = (_request.Width, _request.Height);

        // 0 x 0 may mean "as the source picture": the service decides.
        var isOpen = width == 0 && height == 0;
        foreach (var (parameter, value) in new[] { (nameof(_request.Width), width), (nameof(_request.Height), height) })
        {
            if (value < 0 || (value == 0 && !isOpen))
            {
                Add(parameter, value, Strings.OutOfRange(parameter, value), Strings.AllowedPixels, Strings.ToPickSize);
            }
        }

        if (width > 0 && height > 0 && !_model.Sizes.Any(size => size.Width == width && size.Height == height))
        {
            Doubt(nameof(_request.Width), $"{width}x{height}", Strings.UnusualSize(width, height), Strings.UsualSizes(_model.Sizes), Strings.ToPickSize);
        }
    }

    private void CheckMode()
    {
        if (_request.Mode is not { } mode)
        {
            return;
        }

        if (!_model.Modes.TryGetValue(mode, out var tier))
        {
            Add(nameof(_request.Mode), mode, Strings.OutOfRange(nameof(_request.Mode), mode), Strings.AllowedWords(_model.Modes.Keys), Strings.ToLeaveModeOut);
        }
        else if (tier != _model.TierOf(_request.Width, _request.Height))
        {
            Add(nameof(_request.Mode), mode, Strings.ModeDisagrees(mode, _request.Width, _request.Height), Strings.AllowedMode, Strings.ToLeaveModeOut);
        }
        else
        {
            Doubt(nameof(_request.Mode), mode, Strings.ModeDeprecated, Strings.AllowedMode, Strings.ToLeaveModeOut);
        }
    }

    private void CheckGuidance(GuidanceRule rule, IReadOnlyList<SeedanceMedia> media)
    {
        var given = _request.Guidances().Select(guidance => guidance.Guidance).ToList();
        if (media.Count > rule.Most)
        {
            Add(rule.Name, media.Count, Strings.TooMany(rule.Name, media.Count), Strings.AllowedCount(rule.Most), Strings.ToTakeAway(rule.Name, media.Count - rule.Most));
        }

        if (rule.NeedsOneOf.Count > 0 && !rule.NeedsOneOf.Intersect(given).Any())
        {
            Add(rule.Name, media[0], Strings.Lonely(rule), Strings.AllowedBeside(rule.NeedsOneOf), Strings.ToAddOneOf(rule.NeedsOneOf));
        }

        if (rule.Excludes.Intersect(given).ToList() is { Count: > 0 } clashes)
        {
            Add(rule.Name, media[0], Strings.Clash(rule, clashes), Strings.AllowedApart(rule.Excludes), Strings.ToChoose(rule, clashes));
        }

        foreach (var one in media)
        {
            CheckSource(rule, one);
        }

        for (var place = 0; rule.Name == "ImageReference" && place < media.Count; place++)
        {
            if (_request.ImageReferences[place].Order is < 0 and var order)
            {
                Add("Order", order, Strings.OutOfRange("Order", order), Strings.AllowedOrder, Strings.ToPickOrder);
            }
        }
    }

    private void CheckSource(GuidanceRule rule, SeedanceMedia media)
    {
        if (media.Kind != rule.Kind)
        {
            Add(rule.Name, media, Strings.WrongKind(rule, media), Strings.AllowedKind(rule.Kind), Strings.ToUseKind(media.Kind));
        }
        else if (rule.Kind != SeedanceMediaKind.Image && ((media.Id is null && (media.Url is not null || media.Base64 is not null)) || media.Type == SeedanceMediaType.Variation))
        {
            Add(rule.Name, media, Strings.OnlyPicturesInline(rule, media), Strings.AllowedUploads, Strings.ToUploadFirst);
        }
        else if (media is { Id: null, Url: { } address } && address.Scheme != Uri.UriSchemeHttps)
        {
            Add(rule.Name, media, Strings.NotHttps(address), Strings.AllowedHttps, Strings.ToUploadFirst);
        }
        else if (!media.IsReady && media.Path is null)
        {
            Add(rule.Name, media, Strings.NothingThere(rule), Strings.AllowedMedia, Strings.ToUploadFirst);
        }
        else if (!media.IsReady && !File.Exists(media.Path))
        {
            Add(rule.Name, media.Path, Strings.MissingFile(media.Path!), Strings.AllowedMedia, Strings.ToFindFile);
        }
    }

    private void CheckMedia(MediaLimit limit)
    {
        var all = _request.Guidances().SelectMany(guidance => guidance.Media).Where(media => media.Kind == limit.Kind && media.Path is not null).ToList();
        foreach (var media in all)
        {
            if (media.Length > limit.MostBytes)
            {
                Doubt($"{limit.Kind}Reference", media, Strings.Heavy(media), Strings.AllowedBytes(limit.MostBytes.Value), Strings.ToShrink);
            }

            if (limit.Seconds is { } seconds && (media.Duration < seconds.Least || media.Duration > seconds.Most))
            {
                Doubt($"{limit.Kind}Reference", media, Strings.UnusualLength(media), Strings.AllowedSeconds(seconds.Least, seconds.Most), Strings.ToTrim);
            }

            if (limit.FrameRate is { } rate && (media.FrameRate < rate.Lowest || media.FrameRate > rate.Highest))
            {
                Doubt($"{limit.Kind}Reference", media, Strings.UnusualFrameRate(media), Strings.AllowedRange(rate, Strings.FramesASecond), Strings.ToConvertRate);
            }

            if (limit.Side is { } side && media is { Width: { } width, Height: { } height } && !(side.Contain(width) && side.Contain(height)))
            {
                Doubt($"{limit.Kind}Reference", media, Strings.UnusualSides(media), Strings.AllowedRange(side, Strings.Pixels), Strings.ToResize);
            }
        }

        if (limit.SecondsTogether is { } together && all.Sum(media => media.Duration ?? 0) is var sum && sum > together)
        {
            Doubt($"{limit.Kind}Reference", sum, Strings.LongTogether(sum), Strings.AllowedTogether(together), Strings.ToTrim);
        }
    }

    private void Add(string parameter, object? value, string message, string allowed, string remedy) =>
        _faults.Add(new() { Parameter = parameter, Value = value, Message = message, Allowed = allowed, Remedy = remedy });

    private void Doubt(string parameter, object? value, string message, string allowed, string remedy) =>
        _faults.Add(new() { Parameter = parameter, Value = value, Message = message, Allowed = allowed, Remedy = remedy, Severity = FaultSeverity.Warning });

    private static bool HasLoneSurrogate(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]))
            {
                place++;
            }
            else if (char.IsSurrogate(text[place]))
            {
                return true;
            }
        }

        return false;
    }
}
