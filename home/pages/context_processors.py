def site_furniture(request):
    return {}
